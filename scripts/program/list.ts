/** Options and help of `cordee list`. */
import type { Command } from 'commander';
import { type ListFlags, runList } from '../commands/list';
import { environmentOption, examples, formatOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON: { environment, collections: { name: how many } }; of one: { environment, collection, entities: [{ key, title, file, line }] }`;

export function addList(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('list')
    .description('what the estate holds')
    .argument('[collection]', 'sites, tenants, workloads, networks …; all of them, counted, without it')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addHelpText('after', JSON_HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee list', 'every collection, and how many it has'],
        ['cordee list workloads', 'each workload, its title and where it is written'],
      ),
    )
    .action((collection: string | undefined, flags: ListFlags) => exit(runList(collection, flags, shell)));
}
