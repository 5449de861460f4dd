/** Options and help of `cordee where`. */
import type { Command } from 'commander';
import { runWhere, type WhereFlags } from '../commands/where';
import { environmentOption, examples, formatOption, outputOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON, of an address: { environment, entries }; of a line: { environment, file, line, path, entries }
  entries   [{ stack, address, construct, path, file, line }]`;

export function addWhere(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('where')
    .description('from Terraform to the file and line that it comes from, and back')
    .argument('<address|file:line>', 'address in Terraform, a generated file, or a line of the estate')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(outputOption())
    .addHelpText('after', JSON_HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee where vsphere_virtual_machine.ville_fichiers', 'which line describes it?'],
        ['cordee where tenant-ville:vsphere_folder.tenant', 'the same address in one stack'],
        ['cordee where tenants/ville.yaml:31', 'what does this line give?'],
      ),
    )
    .action((what: string, flags: WhereFlags) => exit(runWhere(what, flags, shell)));
}
