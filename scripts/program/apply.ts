/** Options and help of `cordee apply`. */
import { Argument, type Command } from 'commander';
import { APPLY_ACTIONS, type ApplyAction, type ApplyFlags, runApply } from '../commands/apply';
import { examples } from '../options';
import type { Shell } from '../shell';

const ENVIRONMENT = `
Everything comes in the environment; nothing is read from the estate:
  CORDEE_ORDER, CORDEE_WHERE         the order and how the storage is reached, from the plan that Terraform applies
  DATACORE_USER, DATACORE_PASSWORD   who asks the REST service
  CORDEE_DATACORE_CA                 file (PEM) with the only CA that is believed; TLS is always verified
  CORDEE_DATACORE_ENDPOINTS          URLs in place of those of the order, separated by commas
  CORDEE_DATACORE_TIMEOUT            seconds for an answer (60)
  CORDEE_DATACORE_WAIT               seconds for a mirror to be up to date (600)
  VSPHERE_SERVER, VSPHERE_USER …     to make a datastore fill its volume after it grew; a manual step is printed without

By hand, in cdktf.out/stacks/volumes (KEY is the volume):
  export CORDEE_ORDER="$(jq -r '.resource.null_resource["KEY_settings"].triggers.order' cdk.tf.json)"
  export CORDEE_WHERE="$(jq -r '.resource.null_resource["KEY_settings"].provisioner[0]."local-exec".environment.CORDEE_WHERE' cdk.tf.json)"`;

export function addApply(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('apply')
    .description('do outside vSphere what a plan has shown; called by Terraform')
    .addArgument(new Argument('<action>', 'what is done').choices(APPLY_ACTIONS))
    .option('--dry-run', 'of `volume`: print what would be changed, and change nothing', false)
    .addHelpText('after', ENVIRONMENT)
    .addHelpText(
      'after',
      examples(
        ['cordee apply volume', 'what Terraform runs for the settings of a volume'],
        ['cordee apply volume --dry-run', 'by hand, in the folder of the stack, with the two variables above'],
      ),
    )
    .action(async (action: ApplyAction, flags: ApplyFlags) => exit(await runApply(action, flags, process.env, shell)));
}
