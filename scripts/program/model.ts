/** Options and help of `cordee model`. */
import type { Command } from 'commander';
import { type ModelFlags, runModel } from '../commands/model';
import { asOfOption, environmentOption, examples } from '../options';
import type { Shell } from '../shell';

export function addModel(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('model')
    .description('print the Model: the estate with every default and reference resolved, as JSON')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .option('--schema', 'print the JSON Schema of the Model instead', false)
    .addHelpText('after', '\nDescribed in config/schema/model.md. `modelVersion` is raised when a reader could break.')
    .addHelpText(
      'after',
      examples(
        ['cordee model | jq ".workloads | length"', 'how many workloads?'],
        ['cordee model --schema > model.schema.json', 'to check what you read'],
      ),
    )
    .action((flags: ModelFlags) => exit(runModel(flags, shell)));
}
