/** What the meters say beside what is computed, and how far the goal is. */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';

/** What a post of the baseline is compared with. */
export type Counted = Model['energy']['baseline']['posts'][string]['counts'];

export interface Reading {
  readonly site: string;
  /** Meters that together cover this, and the year that they are of. */
  readonly meters: readonly string[];
  readonly year: number;
  readonly counts: readonly Counted[];
  readonly measured: Figure;
  readonly computed: Figure;
  /** Computed less measured, in percent of what was measured. */
  readonly difference: Figure;
}

/** kWh by site and what is counted. */
export type BySite = ReadonlyMap<string, Readonly<Record<Counted, number>>>;

/** Readings of the newest year of each site, meters that cover the same taken together. */
export function readingsOf(model: Model, computed: BySite, short: (shortfall: Shortfall) => unknown): readonly Reading[] {
  const { baseline, meters } = model.energy;
  const groups = new Map<string, { site: string; year: number; counts: Counted[]; meters: string[]; energy: number }>();
  for (const [key, { site, year, energy, covers }] of inOrder(meters)) {
    for (const post of covers.filter((name) => baseline.posts[name] === undefined)) short(unknownPost(key, post));
    const counts = [...new Set(covers.flatMap((post) => baseline.posts[post]?.counts ?? []))].sort();
    const id = `${site} ${counts.join('+')}`;
    const known = groups.get(id);
    if (known === undefined || year > known.year) groups.set(id, { site, year, counts, meters: [key], energy });
    else if (year === known.year) {
      known.meters.push(key);
      known.energy += energy;
    }
  }
  return [...groups.values()].map((group) => {
    const expected = group.counts.reduce((sum, counted) => sum + (computed.get(group.site)?.[counted] ?? 0), 0);
    const difference = group.energy === 0 ? 0 : (100 * (expected - group.energy)) / group.energy;
    const reading: Reading = {
      site: group.site,
      meters: group.meters,
      year: group.year,
      counts: group.counts,
      measured: figure(group.energy, 'kWh', 'declared'),
      computed: figure(expected, 'kWh', 'estimated'),
      difference: figure(difference, '%', 'estimated', 1),
    };
    if (Math.abs(difference) > 100 * model.estate.assumptions.energy.tolerance) short(apart(reading));
    return reading;
  });
}

const unknownPost = (meter: string, post: string): Shortfall => ({
  id: `energy/post/${meter}/${post}`,
  subject: `energy.meters.${meter}`,
  what: `the meter \`${meter}\` covers \`${post}\`, which is no post of the baseline: the two cannot be compared`,
  places: [`energy.meters.${meter}.covers`, 'energy.baseline.posts'],
  basis: 'declared',
});

const apart = ({ site, counts, meters, measured, computed, difference }: Reading): Shortfall => ({
  id: `energy/meters/${site}/${counts.join('+')}`,
  subject: `sites.${site}`,
  what: `${String(computed.value)} kWh are computed for \`${site}\` (${counts.join(', ')}), ${String(measured.value)} kWh were measured: ${String(difference.value)} % apart`,
  places: [...meters.map((meter) => `energy.meters.${meter}.energy`), `sites.${site}.pue`, 'estate.assumptions.energy'],
  basis: 'estimated',
});

export interface Goal {
  /** Year of the baseline, and its energy. */
  readonly year: number;
  readonly baseline: Figure;
  /** What may still be drawn. */
  readonly target: Figure;
  readonly measured: Figure;
  readonly computed: Figure;
  /** Reduction from the baseline, in percent; the goal is `goal`. */
  readonly goal: Figure;
  readonly reductionMeasured: Figure;
  readonly reductionComputed: Figure;
}

/** Like is set against like: of what is computed, what the baseline has a post for. */
export function goalOf(model: Model, bySite: BySite, readings: readonly Reading[], short: (shortfall: Shortfall) => unknown): Goal {
  const { baseline, goal } = model.energy;
  const before = inOrder(baseline.posts).reduce((sum, [, { energy }]) => sum + energy, 0);
  const target = before * (1 - goal);
  const counts = [...new Set(inOrder(baseline.posts).map(([, post]) => post.counts))];
  const computed = [...bySite.values()].reduce((sum, counted) => counts.reduce((total, kind) => total + counted[kind], sum), 0);
  const measured = readings.reduce((sum, reading) => sum + reading.measured.value, 0);
  const reduction = (now: number): number => (before === 0 ? 0 : 100 * (1 - now / before));
  for (const [kind, now, basis] of [
    ['measured', measured, 'declared'],
    ['computed', computed, 'estimated'],
  ] as const) {
    if (Math.round(now) > Math.round(target))
      short({
        id: `energy/goal/${kind}`,
        subject: 'energy',
        what: `${String(Math.round(now))} kWh are ${kind}, ${String(Math.round(now - target))} more than ${String(goal * 100)} % less than in ${String(baseline.year)} allows`,
        places: ['energy.goal', 'energy.baseline.posts', kind === 'measured' ? 'energy.meters' : 'estate.assumptions.energy'],
        basis,
      });
  }
  return {
    year: baseline.year,
    baseline: figure(before, 'kWh', 'declared'),
    target: figure(target, 'kWh', 'computed'),
    measured: figure(measured, 'kWh', 'declared'),
    computed: figure(computed, 'kWh', 'estimated'),
    goal: figure(goal * 100, '%', 'declared', 1),
    reductionMeasured: figure(reduction(measured), '%', 'computed', 1),
    reductionComputed: figure(reduction(computed), '%', 'estimated', 1),
  };
}
