/** Options and help of `cordee prove`. */
import type { Command } from 'commander';
import type { ProveFlags } from '../commands/prove';
import { asOfOption, environmentOption, examples, formatOption } from '../options';
import type { Shell } from '../shell';

export function addProve(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('prove')
    .description('who survives what, before anything is applied')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(asOfOption(shell.today))
    .option('-t, --tenant <key>', 'the plan of one tenant: who is back when, and what would take it')
    .option('-w, --why <owner-and-failure...>', 'the whole story of one failure for one tenant or service')
    .addHelpText(
      'after',
      '\nExit code 3: something that must hold does not, and no live exception covers it. What a failure is, and what it means: config/analysis/README.md.',
    )
    .addHelpText(
      'after',
      examples(
        ['cordee prove', 'the verdict, and what is not kept, the worst first'],
        ['cordee prove --tenant ccas', 'if a site burned tonight: who is back when'],
        ['cordee prove --why ville site:mairie', 'each workload of `ville` when that site is lost'],
        ['cordee prove --why ville host:esx-mairie-1+witness', 'two failures at once'],
        ['cordee prove -f json', 'every cell that is not kept, and every cut, for programs'],
      ),
    )
    .action(async (flags: ProveFlags) => {
      const { runProve } = await import('../commands/prove');
      exit(runProve(flags, shell));
    });
}
