/** Options and help of `cordee start`. */
import type { Command } from 'commander';
import type { StartFlags } from '../commands/start';
import { asOfOption, environmentOption, examples, outputOption } from '../options';
import type { Shell } from '../shell';

export function addStart(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('start')
    .description('check and synthesize, with a summary of one screen')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addOption(outputOption())
    .addHelpText('after', examples(['cordee start', 'the same as npm start']))
    .action(async (flags: StartFlags) => {
      const { runStart } = await import('../commands/start');
      exit(runStart(flags, shell, () => performance.now()));
    });
}
