/** Where a workload stands after a failure: where it runs, or comes back once it is decided which side serves, or once it is restored (README, section 5). */
import { copiesOf } from '../backup/copies';
import type { Model, WorkloadNode } from '../../model/model';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import type { Placement } from './placement';
import { rememberingBoth, rememberingOne } from './remembering';

export interface Whereabouts {
  /** Scenarios in which a copy of it can be used (README, section 7). */
  readonly copy: (workload: WorkloadNode) => Bits;
  /** Site → scenarios in which it stands there. */
  readonly of: (workload: WorkloadNode, placement: Placement) => ReadonlyMap<string, Bits>;
}

export function whereaboutsOf(model: Model, { algebra, failed }: Field, equipment: Equipment): Whereabouts {
  const { any, and, or, not, less, none } = algebra;
  const intruder = failed('intruder');

  // Copies of one class at one site are one list.
  const usable = rememberingOne((copies: ReturnType<typeof copiesOf>) =>
    any(
      copies.map(({ repository, offline, immutableFor }) => {
        const there = not(equipment.repository(repository));
        const kept = offline === undefined ? there : or(there, not(equipment.site(offline.cabinet)));
        return offline === undefined && immutableFor === undefined ? less(kept, intruder) : kept;
      }),
    ),
  );
  const copy = ({ id }: WorkloadNode): Bits => usable(copiesOf(model, id));
  const stands = rememberingBoth(({ at, back, waiting, gone }: Placement, copied: Bits): ReadonlyMap<string, Bits> => {
    const comesBack = less(waiting, less(gone, copied));
    if (comesBack === none) return at;
    return new Map([...at].map(([site, here]) => [site, or(here, and(comesBack, back.get(site) ?? none))]));
  });
  return { copy, of: (workload, placement) => stands(placement, copy(workload)) };
}
