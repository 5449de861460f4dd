/** The commands of the lab and of the rehearsal, as the command line has them: options, help, examples. */
import type { Command } from 'commander';
import type { LabFlags, LabOrphansFlags, LabUpFlags } from '../commands/lab';
import type { RehearseFlags } from '../commands/rehearse';
import { asOfOption, environmentOption, examples, type FormatFlags, formatOption } from '../options';
import type { Shell } from '../shell';
import { labsOption, onlyOption, parallelOption, providerOption, recoveryOption, REHEARSE_CODES } from './options';

/** Loaded only when one is run: they bring the framework with them, which a check must not wait for. */
const labCommands = () => import('../commands/lab');

export function addLabCommands(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  const lab = cordee
    .command('lab')
    .description('a simulated vCenter and DataCore on this machine, to play with')
    .helpCommand(false)
    .addHelpText(
      'after',
      examples(
        ['cordee lab up -e minimal', 'begin'],
        ['cordee lab lose-site mairie -e minimal', 'what would be restarted where?'],
        ['cordee lab down -e minimal', 'and throw it away'],
      ),
    );
  lab
    .command('up')
    .description('begin a lab: both simulators, the providers, and a synthesized copy of the environment')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addOption(providerOption())
    .addOption(recoveryOption())
    .addOption(labsOption())
    .addHelpText(
      'after',
      examples(['cordee lab up -e minimal', 'says how to use it'], ['cordee lab up --provider stand-in', 'without the real providers']),
    )
    .action(async (flags: LabUpFlags) => exit(await (await labCommands()).runLabUp(flags, process.env, shell)));
  lab
    .command('synth')
    .description('synthesize the lab’s copy again, after its files were edited: what `cdktf deploy` calls there')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addOption(labsOption())
    .addHelpText('after', examples(['cordee lab synth -e minimal', 'then plan and apply the stacks that changed']))
    .action(async (flags: LabFlags & { readonly asOf: string }) => exit((await labCommands()).runLabSynth(flags, shell)));
  lab
    .command('down')
    .description('end a lab, and remove all that it made')
    .addOption(environmentOption())
    .addOption(labsOption())
    .addHelpText('after', examples(['cordee lab down', 'also one that a killed command left behind']))
    .action(async (flags: LabFlags) => exit(await (await labCommands()).runLabDown(flags, shell)));
  lab
    .command('status')
    .description('what runs, where, and what is in it')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(labsOption())
    .addHelpText(
      'after',
      examples(['cordee lab status', 'addresses, providers, machines'], ['cordee lab status -f json', 'for other tools']),
    )
    .action(async (flags: LabFlags & FormatFlags) => exit(await (await labCommands()).runLabStatus(flags, shell)));
  for (const [name, change, description] of [
    ['lose-site', 'lose', 'a site is gone: its hosts, and its side of the storage'],
    ['restore-site', 'restore', 'a lost site is back: machines go home once every mirror is whole'],
    ['lose-storage', 'lose-storage', 'the storage servers of a site are silent; its hosts go on'],
    ['restore-storage', 'restore-storage', 'the storage servers of a site are back'],
  ] as const)
    lab
      .command(name)
      .description(description)
      .argument('<site>', 'key of a site')
      .addOption(environmentOption())
      .addOption(formatOption())
      .addOption(labsOption())
      .addHelpText('after', examples([`cordee lab ${name} mairie`, 'says what was restarted where, and what stays off']))
      .action(async (site: string, flags: LabFlags & FormatFlags) =>
        exit(await (await labCommands()).runLabSite(change, site, flags, shell)),
      );
  lab
    .command('orphans')
    .description('objects that exist though no state knows them, after Terraform was killed, with their import blocks')
    .addOption(environmentOption())
    .addOption(formatOption())
    .option('--write', 'write the import blocks into the stacks, for the next apply, and remove what cannot be imported', false)
    .addOption(labsOption())
    .addHelpText(
      'after',
      examples(['cordee lab orphans', 'changes nothing'], ['cordee lab orphans --write', 'then apply the stacks again']),
    )
    .action(async (flags: LabOrphansFlags) => exit(await (await labCommands()).runLabOrphans(flags, process.env, shell)));
  cordee
    .command('rehearse')
    .description('deploy every stack from nothing on simulators, change it in every way, lose a site, and throw it away')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(asOfOption(shell.today))
    .addOption(onlyOption())
    .addOption(providerOption())
    .addOption(parallelOption())
    .addOption(recoveryOption())
    .option('--keep', 'the lab stays, to be looked at', false)
    .option('--record <file>', 'write the record of all steps, as JSON')
    .addOption(labsOption())
    .addHelpText('after', REHEARSE_CODES)
    .addHelpText(
      'after',
      examples(
        ['cordee rehearse', 'the reference estate; minutes'],
        ['cordee rehearse -e minimal --keep', 'then play: cordee lab status -e minimal'],
        ['cordee rehearse --only tenant-ville', 'that stack and what it stands on'],
      ),
    )
    .action(async (flags: RehearseFlags) => exit(await (await import('../commands/rehearse')).runRehearse(flags, process.env, shell)));
}
