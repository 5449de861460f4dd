/** The command line: commands, options and help. Each command is a function in its own file, called by tests as well. */
import { Argument, Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { APPLY_ACTIONS, type ApplyAction, type ApplyFlags, runApply } from './commands/apply';
import { type CheckFlags, runCheck } from './commands/check';
import { type ExplainFlags, runExplain } from './commands/explain';
import { type ListFlags, runList } from './commands/list';
import { type ModelFlags, runModel } from './commands/model';
import { runNewEstate } from './commands/new-estate';
import { type NewTenantFlags, runNewTenant } from './commands/new-tenant';
import type { StartFlags } from './commands/start';
import type { SynthFlags } from './commands/synth';
import { runWhere, type WhereFlags } from './commands/where';
import { addLabCommands } from './lab/program';
import { asOfOption, environmentOption, examples, formatOption, outputOption, strictOption } from './options';
import { addProve } from './program/prove';
import type { Shell } from './shell';
import { UsageError } from './usage-error';

const EXIT_CODES = `
Exit codes:
  0  fine
  1  an error in the estate, or in how the command was called
  3  the proof fails: something promised does not hold (cordee prove)
  2 and 4 are reserved: changes planned, a deletion that nobody approved

An environment is given as --environment NAME, --environment FOLDER or in CORDEE_ENVIRONMENT. NO_COLOR switches colours off.`;

const CHECK_JSON = `
JSON: { version, environment, valid, findings, notJudged }
  findings   [{ rule, severity, subject, place, message, allowed?, fix?, related: [{ note, place }], exception? }]
  place      { file, line, column, length }, counted from 1; file relative to the folder of the environment
  notJudged  ids of the rules that wait until errors of syntax, shape or reference are corrected`;

const SYNTH_JSON = `
JSON: { version, environment, valid, findings, notJudged, synthesized, output, … }, whatever the outcome
  the first five     as those of cordee check
  synthesized        false where something stops; what follows is there where it is true:
  stacks             [{ name, resources, dependencies }], in alphabetical order
  resources, files   how many there are in all
  written, removed   files of this run
  registerChanged    stateful.lock is another now: commit it
A call that is wrong prints nothing there, and says why on standard error.`;

const WHERE_JSON = `
JSON, of an address: { environment, entries }; of a line: { environment, file, line, path, entries }
  entries   [{ stack, address, construct, path, file, line }]`;

const LIST_JSON = `
JSON: { environment, collections: { name: how many } }; of one: { environment, collection, entities: [{ key, title, file, line }] }`;

const EXPLAIN_JSON = `
JSON: { rules: [{ id, severity, title, reason, source, waivable }] }; of one: the same and example?: { change, says }`;

const APPLY_ENVIRONMENT = `
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

/** `exit` is told the exit code; what goes wrong is thrown. */
export function program(shell: Shell, exit: (code: number) => void): Command {
  const cordee = new Command('cordee')
    .description('Two sites, each the other’s rescue: from the estate’s files to its Terraform.')
    .helpCommand(false)
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => shell.print(text.trimEnd()), writeErr: () => undefined })
    .addHelpText('after', EXIT_CODES);
  cordee
    .command('check')
    .description('is the estate valid?')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(strictOption())
    .addOption(asOfOption(shell.today))
    .addHelpText('after', CHECK_JSON)
    .addHelpText(
      'after',
      examples(
        ['cordee check', 'the reference estate'],
        ['cordee check -e ../our-estate --strict', 'an estate elsewhere; warnings stop too'],
        ['cordee check --as-of 2027-06-30', 'what will have ended by then?'],
        ['cordee check --format json | jq .findings', 'for other tools'],
      ),
    )
    .action((flags: CheckFlags) => exit(runCheck(flags, shell)));
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
  cordee
    .command('list')
    .description('what the estate holds')
    .argument('[collection]', 'sites, tenants, workloads, networks …; all of them, counted, without it')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addHelpText('after', LIST_JSON)
    .addHelpText(
      'after',
      examples(
        ['cordee list', 'every collection, and how many it has'],
        ['cordee list workloads', 'each workload, its title and where it is written'],
      ),
    )
    .action((collection: string | undefined, flags: ListFlags) => exit(runList(collection, flags, shell)));
  cordee
    .command('explain')
    .description('a rule: what it wants, why, and where that is known from')
    .argument('[rule]', 'id of a rule, as the check prints it; all of them without it')
    .addOption(formatOption())
    .addHelpText('after', EXPLAIN_JSON)
    .addHelpText('after', examples(['cordee explain', 'every rule in one line'], ['cordee explain vlan-unique', 'one rule in full']))
    .action((rule: string | undefined, flags: ExplainFlags) => exit(runExplain(rule, flags, shell)));
  cordee
    .command('where')
    .description('from Terraform to the file and line that it comes from, and back')
    .argument('<address|file:line>', 'address in Terraform, a generated file, or a line of the estate')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(outputOption())
    .addHelpText('after', WHERE_JSON)
    .addHelpText(
      'after',
      examples(
        ['cordee where vsphere_virtual_machine.ville_fichiers', 'which line describes it?'],
        ['cordee where tenant-ville:vsphere_folder.tenant', 'the same address in one stack'],
        ['cordee where tenants/ville.yaml:31', 'what does this line give?'],
      ),
    )
    .action((what: string, flags: WhereFlags) => exit(runWhere(what, flags, shell)));
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
    .option('--merged-register <ours theirs...>', 'the register is made of those of the two branches that were merged', false)
    .option('--against <file>', 'register of the branch that this goes into: what it knows leaves only by an approval')
    .addHelpText('after', SYNTH_JSON)
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
      const { runSynth } = await import('./commands/synth');
      exit(runSynth(flags, shell));
    });
  addProve(cordee, shell, exit);
  cordee
    .command('start')
    .description('check and synthesize, with a summary of one screen')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addOption(outputOption())
    .addHelpText('after', examples(['cordee start', 'the same as npm start']))
    .action(async (flags: StartFlags) => {
      const { runStart } = await import('./commands/start');
      exit(runStart(flags, shell, () => performance.now()));
    });
  cordee
    .command('apply')
    .description('do outside vSphere what a plan has shown; called by Terraform')
    .addArgument(new Argument('<action>').choices(APPLY_ACTIONS))
    .option('--dry-run', 'of `volume`: print what would be changed, and change nothing', false)
    .addHelpText('after', APPLY_ENVIRONMENT)
    .addHelpText(
      'after',
      examples(
        ['cordee apply volume', 'what Terraform runs for the settings of a volume'],
        ['cordee apply volume --dry-run', 'by hand, in the folder of the stack, with the two variables above'],
      ),
    )
    .action(async (action: ApplyAction, flags: ApplyFlags) => exit(await runApply(action, flags, process.env, shell)));
  addLabCommands(cordee, shell, exit);
  const make = cordee.command('new').description('write commented files to begin with').helpCommand(false);
  make
    .command('tenant')
    .description('a tenant with one network and one workload, on what is free')
    .argument('<key>', 'key of the tenant: lower-case letters, digits and hyphens')
    .addOption(environmentOption())
    .addOption(asOfOption(shell.today))
    .addHelpText('after', examples(['cordee new tenant ccas', 'writes tenants/ccas.yaml, which passes the check; then edit it']))
    .action((key: string, flags: NewTenantFlags) => exit(runNewTenant(key, flags, shell)));
  make
    .command('estate')
    .description('the smallest valid estate, in a folder of your own')
    .argument('<folder>', 'folder that does not exist yet, or is empty')
    .addHelpText('after', examples(['cordee new estate ../our-estate', 'then: cordee check -e ../our-estate']))
    .action((folder: string) => exit(runNewEstate(folder, shell)));
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

function explainFailure(error: unknown, shell: Shell): number {
  const say = (message: string, remedy?: string): number => {
    shell.printError(`cordee: ${message}`);
    if (remedy !== undefined) shell.printError(`        ${remedy}`);
    return 1;
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return say('no command is given', 'see cordee --help');
    const { message, remedy } = inOurWords(error.message);
    return say(message, error.code === 'commander.excessArguments' ? 'an environment is named with -e; see cordee --help' : remedy);
  }
  if (error instanceof UsageError) return say(error.message, error.remedy);
  const failure = error instanceof Error ? error : new Error(String(error));
  // What the system refuses (a file that cannot be read, a full disk) is no fault of the program.
  if ('syscall' in failure) return say(failure.message);
  if (shell.debug) shell.printError(failure.stack ?? failure.message);
  return say(`this is a bug in Cordée: ${failure.message.split('\n')[0] ?? ''}; set CORDEE_DEBUG=1 for the trace`);
}

/** Commander says `error: unknown command 'chek'\n(Did you mean check?)`. */
function inOurWords(text: string): { readonly message: string; readonly remedy: string } {
  const [first = '', ...rest] = text.replace(/^error: /, '').split('\n');
  const [, near] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(rest.join(' ')) ?? [];
  const [message = '', ...hints] = first.replace(/'([^']*)'/g, '`$1`').split(/\. (?=\S)/);
  const hint = near === undefined ? hints.join('. ') : `did you mean \`${near}\`?`;
  return {
    message: message.replace(/\.$/, ''),
    remedy: hint === '' ? 'see cordee --help' : hint.replace(/\.$/, '').replace(/^Allowed choices are/, 'allowed:'),
  };
}
