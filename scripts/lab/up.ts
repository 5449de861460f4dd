/** A lab from nothing: simulators, providers, and the environment’s copy, synthesized. What an earlier one left is taken away first. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { makeFolder } from '../make-folder';
import type { Host } from '../../config/model/host';
import type { Model } from '../../config/model/model';
import type { SynthResult } from '../commands/synth';
import { goTool } from '../go-tool';
import type { Environment } from '../read-estate';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';
import { bareEnvironment, childEnvironment, type Inherited } from './child-environment';
import { Children } from './children';
import { chooseProviders } from './choose-providers';
import { clean, TEMPORARY } from './clean';
import { storageInventory } from './datacore/inventory';
import { labFolder, type LabFolder } from './folder';
import { copyEstate, synthesizeCopy, writeCdktfProject } from './ground';
import { vcenterInventory } from './inventory';
import { identify, type ProcessIdentity } from './process-identity';
import type { ProviderKind, ProviderSources } from './providers';
import { type LiveRun, type Run, RUN_VERSION, writeRun } from './run-file';
import { writeShellFile } from './shell-file';
import { startDatacore, startVcenter } from './simulators';
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
  if (!relative(lab.root, options.environment.folder).startsWith('..'))
    throw new UsageError(
      `${options.environment.folder} is the copy that an earlier lab worked on`,
      `name the environment itself: -e ${lab.environment}`,
    );
  await clean(lab);
  const children = new Children(lab);
  begun(children);
  let run = begin(lab, options.alone ? identify(process.pid) : undefined);
  const note = (more: Partial<Run>): void => writeRun(lab, (run = { ...run, ...more }));

  const terraform = await requireTerraform(lab, children, bareEnvironment(lab, run.temporary, inherited));
  copyEstate(options.environment, lab);
  const racked = options.prepare?.(lab) ?? [];
  const synth = synthesizeCopy(lab, options.asOf, shell);
  const model = synth?.judged.model;
  if (synth === undefined || model === undefined) return undefined;
  const vcenterProgram = await goTool('vcenter', shell.progress);
  // The applier asks for it while Terraform waits: built before, and where the cache of the person’s own Go is.
  await goTool('vmfs', shell.progress);
  const progress = (text: string): void => shell.progress?.(text);
  const inventory = join(lab.root, 'vcenter-inventory.json');
  writeFileSync(inventory, `${JSON.stringify(vcenterInventory(model, racked), null, 2)}\n`);
  const { sources, provider: wanted } = options;
  const providers = await chooseProviders({ lab, versions: model.estate.providers, sources, children, wanted, inventory, progress });
  note({ providers });

  progress('starting the simulators …');
  const ground = { lab, children, environment: bareEnvironment(lab, run.temporary, inherited) };
  const simulator = join(shell.projectFolder, 'dist', 'datacore-simulator.js');
  const datacore = await startDatacore(ground, simulator, storageInventory(model), options.recovery);
  note({ datacore });
  const vcenter = await startVcenter(ground, vcenterProgram, inventory);
  note({ vcenter });
  const live: LiveRun = { ...run, providers, datacore, vcenter };
  const environment = childEnvironment(lab, live, inherited);
  writeShellFile(lab, live, environment);
  writeCdktfProject(lab, shell.projectFolder);
  progress('');
  return { folder: lab, run: live, children, environment, synth, model, terraform };
}

/** Refuses where another command began at the same moment. */
function begin(lab: LabFolder, owner: ProcessIdentity | undefined): Run & { readonly temporary: string } {
  makeFolder(join(lab.root, '..'));
  try {
    mkdirSync(lab.root);
  } catch {
    throw new UsageError(
      `another command has just begun a lab of ${lab.environment}`,
      `look at it: cordee lab status -e ${lab.environment}`,
    );
  }
  const temporary = mkdtempSync(join(tmpdir(), TEMPORARY));
  const run: Run & { temporary: string } = {
    version: RUN_VERSION,
    environment: lab.environment,
    started: new Date().toISOString(),
    temporary,
    ...(owner === undefined ? {} : { owner }),
  };
  writeRun(lab, run);
  return run;
}
