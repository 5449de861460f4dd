/** One lab of `minimal`, deployed once, and brought back to what it was before any of its stacks. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { goTool } from '../../../scripts/go-tool';
import { bareEnvironment, childEnvironment } from '../../../scripts/lab/child-environment';
import { vcenterStatus } from '../../../scripts/lab/control';
import { storageInventory } from '../../../scripts/lab/datacore/inventory';
import { synthesizeCopy } from '../../../scripts/lab/ground';
import { keptObjects } from '../../../scripts/lab/orphans/stand-in-objects';
import type { ProviderKind } from '../../../scripts/lab/providers';
import { type LiveRun, writeRun } from '../../../scripts/lab/run-file';
import { writeOverrides } from '../../../scripts/lab/override';
import { startDatacore, startVcenter } from '../../../scripts/lab/simulators';
import { stopGroup } from '../../../scripts/lab/stop-process';
import { Terraform } from '../../../scripts/lab/terraform';
import type { Lab } from '../../../scripts/lab/up';
import { AS_OF } from '../../support/estates';
import { PROJECT } from '../../support/needs';
import { build, labGround, type LabGround } from '../rehearse/ground';

/** In the order in which they are deployed; the other stacks of `minimal` are empty. */
export const STACKS = ['telecom', 'volumes', 'storage', 'servers', 'tenant-ville'] as const;
export type StackName = (typeof STACKS)[number];

/** What the volumes of `minimal` measure, and what they grow to. */
const SIZE = { before: '500 GiB', after: '510 GiB' } as const;
const GIB = 1024 ** 3;
export const BYTES = { before: 500 * GIB, after: 510 * GIB } as const;

export type Counts = Readonly<Record<string, number>>;

export interface InterruptedGround {
  readonly provider: ProviderKind;
  /** Another one whenever a simulator is started anew. */
  lab: Lab;
  readonly terraform: () => Terraform;
  /** Everything as it was before this stack was deployed for the first time, or after all were. */
  readonly before: (stack: StackName | 'end') => Promise<void>;
  /** Objects by kind, where the provider keeps them. */
  readonly count: () => Promise<Counts>;
  /** How many there are once a stack has been deployed without an interruption. */
  readonly reference: (stack: string) => Counts | undefined;
  /** The storage as it was on disk, in another process. */
  readonly restartStorage: () => Promise<void>;
  /** The stack of volumes as it is, or with each of them larger. */
  readonly grow: (yes: boolean) => void;
  readonly away: () => Promise<void>;
}

export async function interruptedGround(provider: ProviderKind): Promise<InterruptedGround> {
  build();
  const made = labGround(provider);
  try {
    return await deployed(provider, made);
  } catch (error) {
    await made.away();
    throw error;
  }
}

const inherited = { path: process.env['PATH'] ?? '', home: PROJECT };

async function deployed(provider: ProviderKind, made: LabGround): Promise<InterruptedGround> {
  const kept = join(made.labs, 'kept');
  const first = await made.up();
  const { folder, children, model } = first;
  const store = join(folder.root, 'stand-in', 'store');
  const state = join(folder.root, 'datacore');
  const changing = [folder.states, dirname(folder.facts), store, state];
  const volumes = join(folder.output, 'stacks', 'volumes', 'cdk.tf.json');
  const references = new Map<string, Counts>();
  let storageIs: 'made' | 'other' = 'other';

  const use = (run: LiveRun): void => {
    writeRun(folder, run);
    // The copy names its vCenter, which has another address each time.
    writeOverrides(folder);
    ground.lab = { ...ground.lab, run, environment: childEnvironment(folder, run, inherited) };
  };
  const start = { lab: folder, children, environment: bareEnvironment(folder, first.run.temporary, inherited) };
  const ground: InterruptedGround = {
    provider,
    lab: first,
    terraform: () => new Terraform(ground.lab),
    before: provider === 'stand-in' ? bringBack : deployAgain,
    count: async () => (provider === 'stand-in' ? countIn(store) : (await vcenterStatus(ground.lab.run)).objects),
    reference: (stack) => references.get(stack),
    restartStorage: async () => {
      const { run } = ground.lab;
      await stopGroup(run.datacore.process, 'SIGKILL');
      const program = join(PROJECT, 'dist', 'datacore-simulator.js');
      use({ ...run, datacore: await startDatacore(start, program, storageInventory(model), 0) });
    },
    grow: (yes) => writeFileSync(volumes, yes ? larger : asIs),
    away: made.away,
  };

  const asIs = readFileSync(volumes, 'utf8');
  for (const stack of STACKS) {
    keep(stack);
    await deploy(ground.terraform(), stack);
    references.set(stack, await ground.count());
  }
  keep('end');
  const larger = grown();
  return ground;

  function keep(name: string): void {
    for (const path of changing) {
      const copy = join(kept, name, relative(folder.root, path));
      mkdirSync(dirname(copy), { recursive: true });
      if (existsSync(path)) cpSync(path, copy, { recursive: true });
    }
  }

  async function bringBack(stack: StackName | 'end'): Promise<void> {
    const made = stack !== 'telecom' && stack !== 'volumes';
    // Starting it takes as long as a whole apply: once volumes are made, the stacks after them leave it as it is.
    const same = made && storageIs === 'made';
    if (!same) await stopGroup(ground.lab.run.datacore.process, 'SIGKILL');
    for (const path of same ? changing.filter((one) => one !== state) : changing) {
      const copy = join(kept, stack, relative(folder.root, path));
      rmSync(path, { recursive: true, force: true });
      if (existsSync(copy)) cpSync(copy, path, { recursive: true });
    }
    if (!same) await ground.restartStorage();
    storageIs = made && stack !== 'end' ? 'made' : 'other';
  }

  /** The simulated vCenter keeps nothing over a restart: what comes before the stack is deployed once more. */
  async function deployAgain(stack: StackName | 'end'): Promise<void> {
    await stopGroup(ground.lab.run.vcenter.process, 'SIGKILL');
    await stopGroup(ground.lab.run.datacore.process, 'SIGKILL');
    for (const path of changing) rmSync(path, { recursive: true, force: true });
    await ground.restartStorage();
    const vcenter = await startVcenter(start, await goTool('vcenter'), join(folder.root, 'vcenter-inventory.json'));
    use({ ...ground.lab.run, vcenter });
    for (const earlier of STACKS) {
      if (earlier === stack) return;
      await deploy(ground.terraform(), earlier);
    }
  }

  /** The stack of volumes after an edit of the estate: no other is different. */
  function grown(): string {
    const file = join(folder.estate, 'volumes.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`size: ${SIZE.before}`, `size: ${SIZE.after}`));
    if (synthesizeCopy(folder, AS_OF, made.shell) === undefined) throw new Error(made.said.join('\n'));
    const text = readFileSync(volumes, 'utf8');
    writeFileSync(volumes, asIs);
    return text;
  }
}

async function deploy(terraform: Terraform, stack: string): Promise<void> {
  await terraform.init(stack);
  await terraform.plan(stack);
  await terraform.apply(stack);
}

function countIn(store: string): Counts {
  const counts: Record<string, number> = {};
  for (const { kind } of keptObjects(store)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
