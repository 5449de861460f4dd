/** The command line: options and help. Each command lives in its own file and is a function that tests call. */
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { runCheck } from './commands/check';
import { processShell, type Shell } from './shell';
import { UsageError } from './usage-error';

const today = (): string => new Date().toISOString().slice(0, 10);
const environmentOption = () =>
  new Option('-e, --environment <name|folder>', 'environment of the project, or a folder anywhere')
    .default('chelles')
    .env('CORDEE_ENVIRONMENT');
const formatOption = () => new Option('-f, --format <format>', 'form of the output').choices(['text', 'json']).default('text');
const asOfOption = () => new Option('--as-of <date>', 'day at which dates are judged').default(today(), 'today');

export function program(shell: Shell, exit: (code: number) => void): Command {
  const cordee = new Command('cordee')
    .description('Two sites, each the other’s rescue: from the estate’s files to its Terraform.')
    .exitOverride();
  cordee
    .command('check')
    .description('is the estate valid?')
    .addOption(environmentOption())
    .addOption(formatOption())
    .option('--strict', 'warnings stop too', false)
    .addOption(asOfOption())
    .action((flags: Parameters<typeof runCheck>[0]) => exit(runCheck(flags, shell)));
  return cordee;
}

export function main(argv: readonly string[]): void {
  const shell = processShell(join(__dirname, '..'));
  try {
    program(shell, (code) => (process.exitCode = code)).parse([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
    else if (error instanceof UsageError) {
      shell.printError(`cordee: ${error.message}`);
      if (error.remedy !== undefined) shell.printError(`        ${error.remedy}`);
      process.exitCode = 1;
    } else throw error;
  }
}

main(process.argv);
