/** Options and help of `cordee synth`. */
import type { Command } from 'commander';
import type { SynthFlags } from '../commands/synth';
import { asOfOption, environmentOption, examples, formatOption, outputOption, strictOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON: { version, environment, valid, findings, notJudged, pending, synthesized, output, … }, whatever the outcome
  the first five     as those of cordee check
  synthesized        false where something stops; what follows is there where it is true:
  stacks             [{ name, resources, dependencies }], in alphabetical order
  resources, files   how many there are in all
  written, removed   files of this run
  registerChanged    stateful.lock is another now: commit it
A call that is wrong prints nothing there, and says why on standard error.`;

export function addSynth(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('synth')
    .description('write the Terraform of every stack')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(strictOption())
    .addOption(asOfOption(shell.today))
    .addOption(outputOption())
    .option('--locked', 'refuse to change the register of what holds data', false)
    .option('--new-register', 'begin the register of an estate that was never deployed', false)
    .option('--merged-register <ours theirs...>', 'the register is made of those of the two branches that were merged')
    .option('--against <file>', 'register of the branch that this goes into: what it knows leaves only by an approval')
    .addHelpText('after', JSON_HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee synth', 'into cdktf.out'],
        ['cordee synth --locked --against base.lock', 'in a pipeline, after: git show origin/main:…/stateful.lock > base.lock'],
        ['cordee synth --merged-register ours.lock theirs.lock', 'after a merge: git show HEAD:… and git show MERGE_HEAD:…'],
      ),
    )
    .action(async (flags: SynthFlags) => {
      // Loaded only here: the framework takes longer to load than a check takes to run.
      const { runSynth } = await import('../commands/synth');
      exit(runSynth(flags, shell));
    });
}
