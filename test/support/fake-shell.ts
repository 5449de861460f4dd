/** A shell that remembers what was printed, and one line to run a command in it. */
import { basename } from 'node:path';
import pc from 'picocolors';
import { run } from '../../scripts/program';
import type { Shell } from '../../scripts/shell';
import { AS_OF } from './estates';
import { PROJECT } from './needs';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function cordee(argv: readonly string[], overrides: Partial<Shell> = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const shell: Shell = {
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
    colors: pc.createColors(false),
    projectFolder: PROJECT,
    shortPath: (folder) => `${basename(folder)}/`,
    today: AS_OF,
    program: 'tested',
    debug: false,
    ...overrides,
  };
  const code = await run(argv, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
