/** The applier as a process of its own, from the built file: it can be killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from '../../support/needs';
import type { Ran } from './applied';
import { whereText } from './orders';

export const build = (): void => void execFileSync(process.execPath, [join(PROJECT, 'scripts/build.cjs')]);

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}
export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));

/** A built program of ours, with nothing in its environment but what is given. */
export const started = (folder: string, words: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export interface ChildApplier {
  /** What it printed, and how it ended. */
  readonly done: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
  readonly kill: () => boolean;
}

export function childApplier(
  {
    folder,
    facts,
    environment,
  }: { readonly folder: string; readonly facts: string; readonly environment: Readonly<Record<string, string>> },
  order: unknown,
): ChildApplier {
  const child = started(folder, [join(PROJECT, 'dist/cordee.js'), 'apply', 'volume'], {
    ...environment,
    CORDEE_ORDER: JSON.stringify(order),
    CORDEE_WHERE: whereText(facts),
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (text: Buffer) => out.push(text.toString()));
  child.stderr?.on('data', (text: Buffer) => err.push(text.toString()));
  const done = ended(child).then(({ code, signal }) => ({ code: code ?? -1, signal, out: out.join(''), err: err.join('') }));
  return { done, kill: () => child.kill('SIGKILL') };
}
