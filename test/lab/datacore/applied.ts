/** The applier in this process, as the command line would run it. */
import pc from 'picocolors';
import { type ApplyAction, type ApplyFlags, runApply } from '../../../scripts/commands/apply';
import type { Shell } from '../../../scripts/shell';
import { UsageError } from '../../../scripts/usage-error';
import { AS_OF } from '../../support/estates';
import { PROJECT } from '../../support/needs';
import { PASSWORD, USER } from './orders';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** No waiting that a test would notice. */
export const QUICK = { connect: 2000, answer: 1000, pause: 5, recovery: 2000, poll: 5 };

/** Every form in which the password could have been printed. */
export const secretsIn = (text: string): readonly string[] =>
  [PASSWORD, Buffer.from(`${USER}:${PASSWORD}`).toString('base64'), encodeURIComponent(PASSWORD)].filter((secret) => text.includes(secret));

/** As the command line would run it, without its waiting times. */
export async function applied(action: ApplyAction, flags: ApplyFlags, environment: Readonly<Record<string, string>>): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const shell: Shell = {
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
    colors: pc.createColors(false),
    projectFolder: PROJECT,
    shortPath: (path) => path,
    today: AS_OF,
    program: 'tested',
    debug: false,
  };
  let code = 1;
  try {
    code = await runApply(action, flags, environment, shell, QUICK);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err.push(`cordee: ${error.message}`, ...(error.remedy === undefined ? [] : [`        ${error.remedy}`]));
  }
  return { code, out: out.join('\n'), err: err.join('\n') };
}
