/** Options and help of `cordee prove`. */
import type { Command } from 'commander';
import type { ProveFlags } from '../commands/prove';
import { asOfOption, environmentOption, examples, formatOption } from '../options';
import type { Shell } from '../shell';

const HELP = `
Who is a tenant, a service, a workload, or a row: machine:KEY, desktop:KEY, use:KEY, premises:KEY, school:KEY, application:KEY. A cell id, as the
JSON has it (row@failure), says both.
A failure is an id as --list-failures prints it, two of them joined by + in any order, or a named scenario.
What each failure takes, and what each outcome means: config/analysis/README.md. JSON: config/schema/proof.md.

The files alone are judged, what-if copies in any folder included: the register is not asked. Rules that the files break are printed, and
the verdict is about what they say all the same.

Exit codes
  0  what is promised holds
  1  the estate cannot be resolved, or the call is wrong; or it holds, but the files break a rule
  3  something that must hold does not, and no live exception covers it, whether or not a rule is broken`;

export function addProve(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('prove')
    .description('who survives what, before anything is applied')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(asOfOption(shell.today))
    .option('-a, --all', 'everything that is not kept; with --tenant every pair, with --why every step, however many', false)
    .option(
      '-t, --tenant <key>',
      'the plan of one tenant: whom to call, who is back when, what was agreed and what is proven; with -f json beside the proof',
    )
    .option(
      '-w, --why <who-and-failure...>',
      'the whole story of one failure for a tenant, service, workload or any row; a failure alone: what falls, who decides, and in which order the whole estate is started',
    )
    .option('-l, --list-failures', 'what can fail, where it is written, and what falls with it', false)
    .option('--schema', 'print the JSON Schema of the JSON instead', false)
    .addHelpText('after', HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee prove', 'the verdict, and what is not kept, the worst first'],
        ['cordee prove --tenant ccas', 'if a site burned tonight: who is back when'],
        ['cordee prove --why ville site:mairie', 'each workload of `ville` when that site is lost'],
        ['cordee prove --why site:mairie', 'for whoever is on call: what falls, who decides, the order of restart'],
        ['cordee prove --why use:office site:mairie', 'one row: a use, a school, a place, a pool of seats …'],
        ['cordee prove --why ville/fichiers witness+site:agglo', 'one workload, two failures at once'],
        ['cordee prove --list-failures', 'which failures there are'],
        ['cordee prove -f json | jq .unmet', 'every cell that is not kept, for programs'],
      ),
    )
    .action(async (flags: ProveFlags) => {
      const { runProve } = await import('../commands/prove');
      exit(runProve(flags, shell));
    });
}
