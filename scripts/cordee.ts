/** The command line: options and help. Each command lives in its own file and is a function that tests call. */
import { join } from 'node:path';
import { Argument, Command, CommanderError, Option } from 'commander';
import { APPLY_ACTIONS, type ApplyAction, runApply } from './commands/apply';
import { runCheck } from './commands/check';
import type { SynthFlags } from './commands/synth';
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
  cordee
    .command('synth')
    .description('write the Terraform of every stack')
    .addOption(environmentOption())
    .addOption(formatOption())
    .option('--strict', 'warnings stop too', false)
    .addOption(asOfOption())
    .addOption(new Option('-o, --output <folder>', 'folder of the output').default('cdktf.out').env('CDKTF_OUTDIR'))
    .option('--locked', 'refuse to change the register of what holds data', false)
    .option('--new-register', 'begin the register of an estate that was never deployed', false)
    .action(async (flags: SynthFlags) => {
      // Loaded only here: the framework takes longer to load than a check takes to run.
      const { runSynth } = await import('./commands/synth');
      exit(runSynth(flags, shell));
    });
  cordee
    .command('start')
    .description('check and synthesize, with a summary of one screen')
    .addOption(environmentOption())
    .addOption(asOfOption())
    .addOption(new Option('-o, --output <folder>', 'folder of the output').default('cdktf.out').env('CDKTF_OUTDIR'))
    .action(async (flags: Pick<SynthFlags, 'environment' | 'asOf' | 'output'>) => {
      const { runStart } = await import('./commands/start');
      exit(runStart({ ...flags, format: 'text', strict: false, locked: false, newRegister: false }, shell, () => performance.now()));
    });
  cordee
    .command('apply')
    .description('do outside vSphere what a plan has shown; called by Terraform')
    .addArgument(new Argument('<action>').choices(APPLY_ACTIONS))
    .action((action: ApplyAction) => exit(runApply(action, process.env, today(), shell)));
  return cordee;
}

export async function main(argv: readonly string[]): Promise<void> {
  const shell = processShell(join(__dirname, '..'));
  try {
    program(shell, (code) => (process.exitCode = code)).parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
    else if (error instanceof UsageError) {
      shell.printError(`cordee: ${error.message}`);
      if (error.remedy !== undefined) shell.printError(`        ${error.remedy}`);
      process.exitCode = 1;
    } else throw error;
  }
}

void main(process.argv);
