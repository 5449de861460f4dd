/** Ctrl-C and SIGTERM while something runs: what was started is ended and taken away before this process ends. */
import type { Shell } from '../shell';
import type { Children } from './children';

/** The person, or the system, asked to stop. */
export class Stopped extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
  }

  /** As shells count: 128 and the number of the signal. */
  get code(): number {
    return this.signal === 'SIGINT' ? 130 : 143;
  }
}

/**
 * Result of `work`. Where a signal comes first, or `work` fails, children are ended and `away` is awaited; then the failure is thrown, a
 * signal as `Stopped`.
 */
export async function untilStopped<T>(
  work: (begun: (children: Children) => void) => Promise<T>,
  away: () => Promise<unknown>,
  grace = 2_000,
): Promise<T> {
  let children: Children | undefined;
  let stop: (signal: NodeJS.Signals) => void = () => undefined;
  const stopped = new Promise<never>((_, refuse) => {
    stop = (signal) => refuse(new Stopped(signal));
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await Promise.race([work((all) => (children = all)), stopped]);
  } catch (error) {
    // Terraform ends by itself when asked as by Ctrl-C, and then keeps what it has made.
    await children?.stop('SIGINT', grace);
    await away();
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** Exit code of a command that may be stopped; says so in one line. */
export async function stoppable(shell: Shell, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    shell.progress?.('');
    shell.printError(`cordee: ${error.message}; what was started has ended`);
    return error.code;
  }
}
