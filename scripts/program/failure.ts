/** What is said of a command that failed. */
import { CommanderError } from 'commander';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';

/** Says in one or two lines what went wrong, and returns the exit code. */
export function explainFailure(error: unknown, shell: Shell): number {
  const say = (message: string, remedy?: string): number => {
    shell.printError(`cordee: ${message}`);
    if (remedy !== undefined) shell.printError(`        ${remedy}`);
    return 1;
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return say('no command is given', 'see cordee --help');
    const { message, remedy } = inOurWords(error.message);
    return say(message, error.code === 'commander.excessArguments' ? 'an environment is named with -e; see cordee --help' : remedy);
  }
  if (error instanceof UsageError) return say(error.message, error.remedy);
  const failure = error instanceof Error ? error : new Error(String(error));
  // What the system refuses (a file that cannot be read, a full disk) is no fault of the program.
  if ('syscall' in failure) return say(failure.message, 'code' in failure ? REMEDIES[String(failure.code)] : undefined);
  if (shell.debug) shell.printError(failure.stack ?? failure.message);
  return say(`this is a bug in Cordée: ${failure.message.split('\n')[0] ?? ''}; set CORDEE_DEBUG=1 for the trace`);
}

/** What a person can do about what the system refuses. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room on it, or name a folder on another one (-o for what is synthesized, --labs for labs)',
  EDQUOT: 'your share of the disk is used up: make room, or name a folder on another one (-o for what is synthesized, --labs for labs)',
  EROFS: 'nothing can be written there: name another folder (-o for what is synthesized, --labs for labs)',
  EACCES: 'let whoever runs this read and write it, or name another folder (-o for what is synthesized, --labs for labs)',
};

/** Commander says `error: unknown command 'chek'\n(Did you mean check?)`. */
function inOurWords(text: string): { readonly message: string; readonly remedy: string } {
  const [first = '', ...rest] = text.replace(/^error: /, '').split('\n');
  const [, near] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(rest.join(' ')) ?? [];
  const [message = '', ...hints] = first.replace(/'([^']*)'/g, '`$1`').split(/\. (?=\S)/);
  const hint = near === undefined ? hints.join('. ') : `did you mean \`${near}\`?`;
  return {
    message: message.replace(/\.$/, ''),
    remedy: hint === '' ? 'see cordee --help' : hint.replace(/\.$/, '').replace(/^Allowed choices are/, 'allowed:'),
  };
}
