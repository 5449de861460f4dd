/** `cordee lab`: a simulated vCenter and DataCore on this machine, to play with. */
import { changeSite, datacoreStatus, type SiteChange, vcenterStatus } from '../lab/control';
import { childEnvironment } from '../lab/child-environment';
import { Children } from '../lab/children';
import { refuseInUse } from '../lab/claim';
import { clean, takeAway } from '../lab/clean';
import { labFolder, type LabFolder } from '../lab/folder';
import { synthesizeCopy } from '../lab/ground';
import { type Orphan, orphansOf } from '../lab/orphans';
import { orphanLines } from '../lab/orphans/say';
import { takeOver } from '../lab/orphans/take-over';
import { stacksOf } from '../lab/override';
import { isRunning } from '../lab/process-identity';
import type { ProviderKind, ProviderSources } from '../lab/providers';
import { isLive, type LiveRun, readRun, type Run } from '../lab/run-file';
import { dayZero, describeProviders, differentVersion, localMachines, lossRows, outcomeLines, processesStopped, reach } from '../lab/say';
import { Terraform } from '../lab/terraform';
import { up } from '../lab/up';
import { stoppable, untilStopped } from '../lab/until-stopped';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { count } from '../print-findings';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { textTable } from '../text-table';
import { UsageError } from '../usage-error';

export interface LabFlags extends EnvironmentFlags {
  /** Folder of all labs. */
  readonly labs: string;
}
export interface LabUpFlags extends LabFlags {
  readonly asOf: string;
  readonly provider?: ProviderKind;
  /** Milliseconds until a mirror is whole again. */
  readonly recovery: number;
}

export const runLabUp = (flags: LabUpFlags, sources: ProviderSources, shell: Shell): Promise<number> =>
  stoppable(shell, () => labUp(flags, sources, shell));

async function labUp(flags: LabUpFlags, sources: ProviderSources, shell: Shell): Promise<number> {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const { asOf, recovery, provider, labs } = flags;
  const options = { environment, labs, asOf, recovery, sources, alone: false, ...(provider === undefined ? {} : { provider }) };
  const folder = labFolder(labs, environment.name);
  const made = await untilStopped(
    (begun) => up(options, shell, begun),
    () => clean(folder),
  );
  if (made === undefined) {
    await clean(folder);
    return 1;
  }
  const { run, model, synth } = made;
  const { bold } = shell.colors;
  shell.print(
    `${bold(environment.name)} has a lab: ${count(synth.stacks.length, 'stack')}, nothing deployed yet. Everything in it is simulated.`,
  );
  const short = shell.shortPath(folder.root);
  shell.print(
    textTable([
      ['  vCenter', `${run.vcenter.url}  (a browser: ${run.vcenter.control})`],
      ['  DataCore', `${run.datacore.endpoints.join(', ')}  (${run.datacore.control})`],
      ['  providers', describeProviders(run.providers)],
    ]),
  );
  const different = differentVersion(model);
  if (different !== undefined) shell.print(`  ${different}`);
  const byHand = dayZero(model);
  if (byHand !== undefined) shell.print(byHand);
  for (const line of localMachines(model)) shell.print(line);
  shell.print('Use it:');
  shell.print(`  . ${short}env.sh`);
  shell.print(`  (cd ${short} && npx -p cdktf-cli@0.21.0 cdktf deploy '*' --skip-provider-lock)`);
  shell.print(`  terraform -chdir=${short}cdktf.out/stacks/telecom init, then plan, apply; govc ls`);
  shell.print(`Away with it: cordee lab down ${reach(flags.environment, labs)}`);
  return 0;
}

/** What `cdktf deploy` calls in a lab: the copy of the environment’s files, as somebody has edited it since, and nothing of a shell’s own. */
export function runLabSynth(flags: LabFlags & { readonly asOf: string }, shell: Shell): number {
  const lab = labFolder(flags.labs, findEnvironment(flags.environment, shell.projectFolder).name);
  if (!isLive(readRun(lab))) throw noLab(lab, flags);
  const made = synthesizeCopy(lab, flags.asOf, shell, 'text');
  if (made === undefined) return 1;
  shell.print(`${lab.environment}: ${count(made.stacks.length, 'stack')} in ${shell.shortPath(lab.output)}`);
  return 0;
}

export async function runLabDown(flags: LabFlags, shell: Shell): Promise<number> {
  const { name } = findEnvironment(flags.environment, shell.projectFolder);
  const { found, stopped } = await takeAway(labFolder(flags.labs, name));
  shell.print(found ? `${name}: the lab is gone, ${processesStopped(stopped)}` : `${name} has no lab`);
  return 0;
}

export async function runLabStatus(flags: LabFlags & FormatFlags, shell: Shell): Promise<number> {
  const { name } = findEnvironment(flags.environment, shell.projectFolder);
  const run = readRun(labFolder(flags.labs, name));
  const simulators = [run?.vcenter, run?.datacore].map((simulator) => simulator !== undefined && isRunning(simulator.process));
  const [vcenter = false, datacore = false] = simulators;
  const status = vcenter && isLive(run) ? await vcenterStatus(run) : undefined;
  const storage = datacore && isLive(run) ? await datacoreStatus(run) : undefined;
  if (flags.format === 'json') {
    shell.print(JSON.stringify({ environment: name, running: { vcenter, datacore }, run: run ?? null, vcenter: status ?? null }, null, 2));
    return 0;
  }
  if (run === undefined) {
    shell.print(`${name} has no lab; begin one: cordee lab up ${reach(flags.environment, flags.labs)}`);
    return 0;
  }
  shell.print(`${shell.colors.bold(name)}: a lab since ${run.started}${usedBy(run, reach(flags.environment, flags.labs))}`);
  const state = (there: boolean, where: string | undefined): string => (there ? `runs at ${where ?? ''}` : 'does not run');
  const rows = [
    ['  vCenter', state(vcenter, run.vcenter?.url)],
    ['  DataCore', state(datacore, run.datacore?.endpoints.join(', '))],
    ['  providers', run.providers === undefined ? 'not chosen yet' : describeProviders(run.providers)],
  ];
  if (status !== undefined) {
    const machines = status.machines.filter(({ template }) => template !== true);
    const on = machines.filter(({ power }) => power === 'poweredOn').length;
    rows.push([
      '  there',
      `${count(status.hosts.length, 'host')}, ${count(machines.length, 'machine')} (${String(on)} on), ${count(status.datastores.length, 'datastore')}`,
    ]);
    for (const [what, text] of lossRows(status, storage)) rows.push([`  ${what}`, text]);
  }
  shell.print(textTable(rows));
  return 0;
}

function usedBy({ owner }: Run, how: string): string {
  if (owner === undefined) return '';
  const process = `process ${String(owner.pid)}`;
  return isRunning(owner) ? `, used by ${process}` : `, left behind by ${process}, which has ended: cordee lab down ${how}`;
}

export async function runLabSite(change: SiteChange, site: string, flags: LabFlags & FormatFlags, shell: Shell): Promise<number> {
  const lab = labFolder(flags.labs, findEnvironment(flags.environment, shell.projectFolder).name);
  const run = liveRun(lab, flags);
  const outcome = await changeSite(run, site, change, reach(flags.environment, flags.labs));
  if (flags.format === 'json') shell.print(JSON.stringify(outcome, null, 2));
  else for (const line of outcomeLines(change, outcome)) shell.print(line);
  return 0;
}

export interface LabOrphansFlags extends LabFlags, FormatFlags {
  /** Writes the import blocks where Terraform finds them, and removes what cannot be imported. */
  readonly write: boolean;
}

export const runLabOrphans = (flags: LabOrphansFlags, sources: ProviderSources, shell: Shell): Promise<number> =>
  stoppable(shell, () => orphans(flags, sources, shell));

async function orphans(flags: LabOrphansFlags, sources: ProviderSources, shell: Shell): Promise<number> {
  const lab = labFolder(flags.labs, findEnvironment(flags.environment, shell.projectFolder).name);
  const run = liveRun(lab, flags);
  const environment = childEnvironment(lab, run, { path: sources['PATH'] ?? '', home: shell.projectFolder });
  const terraform = new Terraform({ folder: lab, children: new Children(lab), environment });
  const found: Orphan[] = [];
  for (const stack of stacksOf(lab)) {
    shell.progress?.(`looking for what no state knows: ${stack} …`);
    await terraform.init(stack);
    const own = await orphansOf({ lab, terraform, providers: run.providers.kind }, stack);
    if (flags.write) await takeOver(lab, run, stack, own);
    found.push(...own);
  }
  shell.progress?.('');
  if (flags.format === 'json') shell.print(JSON.stringify(found, null, 2));
  else for (const line of orphanLines(found, flags.write)) shell.print(line);
  return 0;
}

function liveRun(lab: LabFolder, flags: LabFlags): LiveRun {
  const run = readRun(lab);
  refuseInUse(lab, run);
  if (!isLive(run) || !isRunning(run.vcenter.process) || !isRunning(run.datacore.process)) throw noLab(lab, flags);
  return run;
}

const noLab = ({ environment }: LabFolder, flags: LabFlags): UsageError =>
  new UsageError(`no lab of ${environment} is running`, `begin one: cordee lab up ${reach(flags.environment, flags.labs)}`);
