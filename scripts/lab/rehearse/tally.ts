/** How many objects of each kind were created, changed, destroyed, and left alone by a second plan. */
import type { LabFolder } from '../folder';
import { objectsIn } from '../states';
import type { PlannedChange } from '../terraform-plan';
import type { KindCounts } from './record';

type Counted = Exclude<keyof KindCounts, 'replanned'>;

const COUNTED: Readonly<Partial<Record<PlannedChange['action'], readonly Counted[]>>> = {
  create: ['created'],
  update: ['changed'],
  delete: ['destroyed'],
  replace: ['created', 'destroyed'],
};

export class Tally {
  private readonly applied = new Map<string, Record<Counted, number>>();
  /** Stack → kind → objects that one of its plans left alone, at most: what goes later was there, and planned again without a change. */
  private readonly replanned = new Map<string, ReadonlyMap<string, number>>();

  constructor(private readonly lab: LabFolder) {}

  add(changes: readonly PlannedChange[]): void {
    for (const { kind, action } of changes) {
      const counts = this.applied.get(kind) ?? { created: 0, changed: 0, destroyed: 0 };
      this.applied.set(kind, counts);
      for (const column of COUNTED[action] ?? []) counts[column]++;
    }
  }

  leftAlone(stack: string): void {
    const before = this.replanned.get(stack) ?? new Map<string, number>();
    const kinds = new Map<string, number>();
    for (const { type } of objectsIn(this.lab, stack)) kinds.set(type, (kinds.get(type) ?? 0) + 1);
    for (const [kind, number] of before) kinds.set(kind, Math.max(number, kinds.get(kind) ?? 0));
    this.replanned.set(stack, kinds);
  }

  get kinds(): Record<string, KindCounts> {
    const names = [...new Set([...this.applied.keys(), ...[...this.replanned.values()].flatMap((kinds) => [...kinds.keys()])])].sort();
    return Object.fromEntries(
      names.map((kind) => {
        const replanned = [...this.replanned.values()].reduce((sum, kinds) => sum + (kinds.get(kind) ?? 0), 0);
        return [kind, { created: 0, changed: 0, destroyed: 0, ...this.applied.get(kind), replanned }];
      }),
    );
  }
}
