/** Options and help of `cordee new tenant` and `cordee new estate`. */
import type { Command } from 'commander';
import { runNewEstate } from '../commands/new-estate';
import { type NewTenantFlags, runNewTenant } from '../commands/new-tenant';
import { asOfOption, environmentOption, examples } from '../options';
import type { Shell } from '../shell';

const TENANT = ['cordee new tenant archives', 'writes tenants/archives.yaml and its zone, which pass the check; then edit them'] as const;
const ESTATE = ['cordee new estate ../our-estate', 'then: cordee check -e ../our-estate'] as const;

export function addNew(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  const make = cordee
    .command('new')
    .description('write commented files to begin with')
    .helpCommand(false)
    .addHelpText('after', examples(TENANT, ESTATE));
  make
    .command('tenant')
    .description('a tenant with one network and one workload, on what is free')
    .argument('<key>', 'key of the tenant: lower-case letters, digits and hyphens')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addHelpText('after', examples(TENANT))
    .action((key: string, flags: NewTenantFlags) => exit(runNewTenant(key, flags, shell)));
  make
    .command('estate')
    .description('the smallest valid estate, in a folder of your own')
    .argument('<folder>', 'folder that does not exist yet, or is empty')
    .addHelpText('after', examples(ESTATE))
    .action((folder: string) => exit(runNewEstate(folder, shell)));
}
