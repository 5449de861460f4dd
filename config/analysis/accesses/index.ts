/** What is left to users when their first way fails, and for how long: rates and repair times as the carriers promise them. */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure } from '../claim';

export interface Way {
  readonly path: string;
  /** Where it lands. */
  readonly site: string;
  readonly medium: string;
  readonly rate: Figure;
  /** Repair time that the carrier guarantees; premises’ links have none. */
  readonly repair?: Figure;
}

export interface Ways {
  /** Model path of the use or the premises. */
  readonly subject: string;
  /** In the order in which they are taken; of premises the widest first. */
  readonly ways: readonly Way[];
  /** Rate that is left without the first, in percent of it; 0 where there is no other. */
  readonly left: Figure;
}

export interface AccessResult {
  readonly uses: readonly Ways[];
  readonly premises: readonly Ways[];
  /** Workloads that people on the Internet reach. */
  readonly published: readonly string[];
}

export function accessesOf(model: Model): AccessResult {
  return {
    uses: inOrder(model.uses).map(([key, { accesses }]) =>
      waysOf(
        `uses.${key}`,
        accesses.flatMap((access): readonly Way[] => {
          const { site, technology, capacity, repairTime } = model.accesses[access] ?? {};
          if (site === undefined || technology === undefined || capacity === undefined || repairTime === undefined) return [];
          const repair = figure(repairTime / 3600, 'h', 'declared', 1);
          return [{ path: `accesses.${access}`, site, medium: technology, rate: figure(capacity, 'Mbit/s', 'declared'), repair }];
        }),
      ),
    ),
    premises: inOrder(model.premises).map(([key, { accesses }]) =>
      waysOf(
        `premises.${key}`,
        inOrder(accesses)
          .map(([access, { landing, medium, capacity }]): Way => {
            const path = `premises.${key}.accesses.${access}`;
            return { path, site: landing, medium, rate: figure(capacity, 'Mbit/s', 'declared') };
          })
          .sort((a, b) => b.rate.value - a.rate.value),
      ),
    ),
    published: inOrder(model.workloads).flatMap(([id, { exposure }]) => (exposure === 'published' ? [id] : [])),
  };
}

function waysOf(subject: string, ways: readonly Way[]): Ways {
  const [first, next] = ways;
  const share = first === undefined || next === undefined ? 0 : (100 * next.rate.value) / first.rate.value;
  return { subject, ways, left: figure(share, '%', 'computed', 1) };
}
