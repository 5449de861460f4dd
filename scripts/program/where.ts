/** Options and help of `cordee where`. */
import type { Command } from 'commander';
import { runWhere, type WhereFlags } from '../commands/where';
import { environmentOption, examples, formatOption, outputOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON, of an address: { environment, entries }; of a line: { environment, file, line, path, entries, changes }
  entries   [{ stack, address, construct, path, file, line }]: what is made from it
  changes   { tried, elements: [{ stack, address }], files }: all that comes out differently with another value on that line; null while
            the files cannot be resolved`;

export function addWhere(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('where')
    .description('from Terraform to the file and line that it comes from, and back')
    .argument('<address|file:line>', 'address in Terraform, a line of its JSON, a generated file, or a line of the estate')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(outputOption())
    .addHelpText('after', JSON_HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee where vsphere_virtual_machine.ville_fichiers', 'which line describes it?'],
        ['cordee where tenant-ville:data.vsphere_datacenter.estate', 'the same address is in many stacks: of one'],
        ['cordee where stacks/tenant-ville/cdk.tf.json:41', 'a line of the Terraform'],
        ['cordee where files/telecom/routeur-mairie-1/zones.nft', 'a generated file'],
        ['cordee where tenants/ville.yaml:31', 'what does this line give, and what changes with it?'],
      ),
    )
    .action(async (what: string, flags: WhereFlags) => exit(await runWhere(what, flags, shell)));
}
