/** Whether what was deployed is there: the states and the simulators next to the Model, after every deployment. */
import { inOrder, type Model } from '../../../config/model/model';
import { count } from '../../print-findings';
import { datacoreStatus, vcenterStatus } from '../control';
import type { Lab } from '../up';
import type { Comparison } from './comparison';
import { describedFacts } from './facts/described';
import { countsOf, FACT_KINDS, type FactKind, type Facts, kindsOf, type Touched, touchedBetween } from './facts/facts';
import { type Found, foundFacts, type Older } from './facts/found';
import { goesHome } from './facts/home';
import { olderThings } from './facts/older';
import type { StackRecord } from './record';

export interface Deployed {
  readonly model: Model;
  /** Stacks that are deployed. */
  readonly stacks: readonly string[];
  /** What was planned since the last look. */
  readonly planned: readonly StackRecord[];
  /** Whether the storage has volumes: they stay when their stack is destroyed. */
  readonly volumes: boolean;
}

const NOTHING: Found = { facts: {}, ids: new Map() };

export class Evidence {
  private before: Found = NOTHING;
  private now: Found = NOTHING;
  private older: Older = { datastores: new Set(), volumes: new Set() };
  /** What was there before anything was deployed: its kind and name → what it was. */
  private olderThings: ReadonlyMap<string, string> = new Map();

  constructor(private readonly lab: Lab) {}

  async begin(): Promise<void> {
    const { run } = this.lab;
    const [{ datastores }, { disks }] = await Promise.all([vcenterStatus(run), datacoreStatus(run)]);
    this.older = { datastores: new Set(datastores.map(({ name }) => name)), volumes: new Set(disks.map(({ name }) => name)) };
    this.olderThings = await olderThings(this.lab, this.older.volumes);
  }

  get facts(): Facts {
    return this.now.facts;
  }

  /** Compares all that is there with what the Model says, and every object that nobody planned to make anew with what it was. */
  async look(comparison: Comparison, { model, stacks, planned, volumes }: Deployed): Promise<void> {
    const { folder, run } = this.lab;
    this.before = this.now;
    const anywhere = inOrder(model.workloads).flatMap(([, workload]) => (goesHome(model, workload) ? [] : [workload.name]));
    // What the stand-in makes is in no vCenter.
    const vcenter = run.providers.kind === 'real';
    this.now = await foundFacts({ folder, run, older: this.older, vcenter, anywhere: new Set(anywhere) });
    const described = describedFacts({ model, folder, stacks, volumes, vcenter });
    for (const kind of kindsOf(described)) {
      const { noun, place } = FACT_KINDS[kind];
      comparison.each('model', `${noun} in ${place},`, described[kind] ?? new Map(), this.now.facts[kind] ?? new Map(), 'not there');
    }
    // Nobody planned to make these anew.
    const [was, is] = kept(this.before, this.now, planned);
    comparison.each('step', 'identity of', was, is, 'gone');
    if (comparison.allAgree) comparison.line(`as described: ${countsOf(this.now.facts)}`);
    await this.compareOlder(comparison);
  }

  /** What existed before is read, and never touched. */
  private async compareOlder(comparison: Comparison): Promise<void> {
    const { size } = this.olderThings;
    if (size === 0) return;
    const now = await olderThings(this.lab, this.older.volumes);
    const untouched = comparison.each('step', 'what existed before:', this.olderThings, now, 'gone');
    const alone = this.lab.run.providers.kind === 'real' ? '' : ' (of the storage alone: the stand-in touches no vCenter)';
    if (untouched) comparison.line(`as it existed before: ${count(size, 'object')}${alone}`);
  }

  /** Compares what is other than at the last look with what had to be. */
  compareTouched(comparison: Comparison, wanted: Touched): void {
    const seen = touchedBetween(this.before.facts, this.now.facts);
    for (const kind of new Set([...kindsOf(this.now.facts), ...(Object.keys(wanted) as FactKind[])])) {
      const [expected, observed] = [wanted[kind] ?? [], seen[kind] ?? []];
      if (this.now.facts[kind] === undefined || expected.length + observed.length === 0) continue;
      const { noun, place } = FACT_KINDS[kind];
      comparison.names(`${noun}s touched, in ${place}`, [...expected].sort(), observed);
    }
  }
}

/** Ids of the objects that were there and that no plan made anew or let go. */
function kept(before: Found, now: Found, planned: readonly StackRecord[]): readonly [Map<string, string>, Map<string, string>] {
  const changed = new Set(
    planned.flatMap(({ stack, changes }) =>
      changes.filter(({ action }) => action !== 'update').map(({ address }) => `${stack}:${address}`),
    ),
  );
  const was = [...before.ids].filter(([key]) => !changed.has(key));
  return [new Map(was), new Map(was.flatMap(([key]) => (now.ids.has(key) ? [[key, now.ids.get(key) ?? '']] : [])))];
}
