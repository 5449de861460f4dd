/** A lab from nothing: simulators, providers, and the environment’s copy, synthesized. What an earlier one left is taken away first. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../config/model/host';
import type { Model } from '../../config/model/model';
import type { SynthResult } from '../commands/synth';
import { goTool } from '../go-tool';
import { type Environment, ENVIRONMENTS } from '../read-estate';
import type { Shell } from '../shell';
import { bareEnvironment, childEnvironment, type Inherited } from './child-environment';
import { Children } from './children';
import { chooseProviders } from './choose-providers';
import { claim, newRun, refuseAlive, release } from './claim';
import { empty } from './clean';
import { storageInventory } from './datacore/inventory';
import { labFolder, type LabFolder } from './folder';
import { copyEstate, synthesizeCopy, writeCdktfProject } from './ground';
import { vcenterInventory } from './inventory';
import { writeOverrides } from './override';
import { refusePlace } from './place';
import type { ProviderKind, ProviderSources } from './providers';
import { isAlive, type LiveRun, type Run, writeRun } from './run-file';
import { processesStopped, reach } from './say';
import { writeShellFile } from './shell-file';
import { startDatacore, startVcenter } from './simulators';
import { makeTemporary } from './temporary';
import { requireTerraform } from './terraform-version';

export interface LabOptions {
  readonly environment: Environment;
  /** Folder of all labs. */
  readonly labs: string;
  readonly asOf: string;
  readonly provider?: ProviderKind;
  readonly sources: ProviderSources;
  /** Milliseconds until a mirror is whole again. */
  readonly recovery: number;
  /** Whether this process keeps the lab for itself, and takes it away at its end. */
  readonly alone: boolean;
  /** Changes the copy before it is synthesized; returns hosts that vCenter has though the estate does not describe them yet. */
  readonly prepare?: (lab: LabFolder) => readonly Host[];
}

export interface Lab {
  readonly folder: LabFolder;
  readonly run: LiveRun;
  readonly children: Children;
  /** Environment of Terraform and of all it starts. */
  readonly environment: Readonly<Record<string, string>>;
  readonly synth: SynthResult;
  readonly model: Model;
  readonly terraform: string;
}

/** Undefined where the estate is not valid: its findings were printed. `begun` hears of the lab before anything is started in it. */
export async function up(
  options: LabOptions,
  shell: Shell,
  begun: (children: Children) => void = () => undefined,
): Promise<Lab | undefined> {
  const lab = labFolder(options.labs, options.environment.name);
  const inherited: Inherited = { path: options.sources['PATH'] ?? '', home: shell.projectFolder };
  refusePlace(lab, options.environment);
  const children = new Children(lab);
  begun(children);
  let run = await begin(lab, options, shell);
  const note = (more: Partial<Run>): void => writeRun(lab, (run = { ...run, ...more }));

  const terraform = await requireTerraform(lab, children, bareEnvironment(lab, run.temporary, inherited));
  copyEstate(options.environment, lab);
  const racked = options.prepare?.(lab) ?? [];
  const synth = synthesizeCopy(lab, options.asOf, shell);
  const model = synth?.judged.model;
  if (synth === undefined || model === undefined) return undefined;
  const progress = (text: string): void => shell.progress?.(text);
  const vcenterProgram = await goTool('vcenter', progress, children.runGo);
  // The applier asks for it while Terraform waits: built before, and where the cache of the person’s own Go is.
  await goTool('vmfs', progress, children.runGo);
  const inventory = join(lab.root, 'vcenter-inventory.json');
  writeFileSync(inventory, `${JSON.stringify(vcenterInventory(model, racked), null, 2)}\n`);
  const { sources, provider: wanted } = options;
  const providers = await chooseProviders({ lab, versions: model.estate.providers, sources, children, wanted, inventory, progress });
  note({ providers });

  progress('starting the simulators …');
  const ground = { lab, children, environment: bareEnvironment(lab, run.temporary, inherited) };
  const simulator = join(shell.projectFolder, 'dist', 'datacore-simulator.js');
  const datacore = await startDatacore(ground, simulator, storageInventory(model, racked), options.recovery);
  note({ datacore });
  const vcenter = await startVcenter(ground, vcenterProgram, inventory);
  note({ vcenter });
  writeOverrides(lab);
  const live: LiveRun = { ...run, providers, datacore, vcenter };
  const environment = childEnvironment(lab, live, inherited);
  writeShellFile(lab, live, environment);
  writeCdktfProject(lab, shell.projectFolder);
  if (!options.alone) release(lab);
  progress('');
  return { folder: lab, run: live, children, environment, synth, model, terraform };
}

/**
 * Makes the lab’s folder this process’s own, with nothing in it. A lab that somebody plays with is replaced by another to play with, which
 * is said, and never by a rehearsal.
 */
async function begin(
  lab: LabFolder,
  { environment, labs, alone }: LabOptions,
  shell: Shell,
): Promise<Run & { readonly temporary: string }> {
  const own = environment.folder === join(shell.projectFolder, ENVIRONMENTS, environment.name);
  const how = reach(own ? environment.name : environment.folder, labs);
  const before = await claim(lab, (run) => {
    if (alone) refuseAlive(run, how);
  });
  const replaced = before !== undefined && isAlive(before);
  const stopped = await empty(lab);
  if (before !== undefined)
    shell.print(
      replaced
        ? `${lab.environment}: the lab of ${before.started} is taken away for a new one, ${processesStopped(stopped)}`
        : `${lab.environment}: what a command left behind that began at ${before.started} and was killed is cleaned away, ${processesStopped(stopped)}`,
    );
  const run = { ...newRun(lab), temporary: makeTemporary(lab) };
  writeRun(lab, run);
  return run;
}
