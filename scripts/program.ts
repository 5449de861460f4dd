/** The command line: its commands, the exit codes, and what is said of a failure. What each command takes is a file in `program/`. */
import { Command } from 'commander';
import { version } from '../package.json';
import { addLabCommands } from './lab/program';
import { addApply } from './program/apply';
import { addCheck } from './program/check';
import { addExplain } from './program/explain';
import { explainFailure } from './program/failure';
import { addList } from './program/list';
import { addModel } from './program/model';
import { addNew } from './program/new';
import { addProve } from './program/prove';
import { addStart } from './program/start';
import { addSynth } from './program/synth';
import { addWhere } from './program/where';
import { examples } from './options';
import type { Shell } from './shell';

const EXIT_CODES = `
Exit codes:
  0  fine
  1  an error in the estate, or in how the command was called
  3  the proof fails: something promised does not hold (cordee prove, cordee rehearse)
  4  a deletion that nobody approved (cordee rehearse)
  2 is reserved: changes planned

An environment is given as --environment NAME, --environment FOLDER or in CORDEE_ENVIRONMENT. NO_COLOR switches colours off.`;

/** In the order of the help. */
const COMMANDS = [addCheck, addModel, addList, addExplain, addWhere, addSynth, addProve, addStart, addApply, addLabCommands, addNew];

/** `exit` is told the exit code; what goes wrong is thrown. */
export function program(shell: Shell, exit: (code: number) => void): Command {
  const cordee = new Command('cordee')
    .description('Two sites, each the other’s rescue: from the estate’s files to its Terraform.')
    .helpCommand(false)
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => shell.print(text.trimEnd()), writeErr: () => undefined })
    .addHelpText('after', EXIT_CODES)
    .addHelpText(
      'after',
      examples(
        ['cordee check', 'is the reference estate valid?'],
        ['cordee synth -e ../our-estate', 'the Terraform of another'],
        ['cordee prove --tenant ccas', 'if a site burned tonight: who is back when'],
      ),
    );
  for (const add of COMMANDS) add(cordee, shell, exit);
  return cordee;
}

/** Runs one command line and returns its exit code; says in one or two lines what went wrong. */
export async function run(argv: readonly string[], shell: Shell): Promise<number> {
  let code = 0;
  try {
    await program(shell, (result) => (code = result)).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    shell.progress?.('');
    return explainFailure(error, shell);
  }
}
