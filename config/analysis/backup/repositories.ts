/** What each repository has to hold and to take in, beside what it can. */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { type Load, loadsOf, tightestOf } from './volume';

export interface RepositoryLoad {
  readonly repository: string;
  readonly capacity: Figure;
  /** What the copies take once every retention is full. */
  readonly needed: Figure;
  /** What is written in a day. */
  readonly daily: Figure;
  /** Time that one full copy of all it protects takes. */
  readonly full: Figure;
  /** The stretch of windows with least to spare: share of what can be written in it, and the classes it is about. */
  readonly busiest?: { readonly share: Figure; readonly classes: readonly string[] };
  readonly immutable?: { readonly duration: Figure; readonly mechanism: string };
  readonly loads: readonly Load[];
}

const MIB_PER_TIB = 1024 ** 2;

export function repositoriesOf(model: Model, short: (shortfall: Shortfall) => unknown): readonly RepositoryLoad[] {
  const all = loadsOf(model);
  return inOrder(model.repositories).map(([key, { capacity, throughput, immutability }]) => {
    const loads = all.filter(({ repository }) => repository === key);
    const sum = (amount: (load: Load) => number): number => loads.reduce((total, load) => total + amount(load), 0);
    const needed = sum(({ kept }) => kept);
    const busiest = tightestOf(model, key, loads);
    if (needed > capacity) short(tooSmall(key, needed, capacity, loads));
    if (busiest !== undefined && busiest.share > 1) short(tooSlow(key, busiest.share, busiest.classes));
    return {
      repository: key,
      capacity: figure(capacity / MIB_PER_TIB, 'TiB', 'declared', 1),
      needed: figure(needed / MIB_PER_TIB, 'TiB', 'estimated', 1),
      daily: figure(sum(({ daily }) => daily) / 1024, 'GiB', 'estimated', 1),
      full: figure(sum(({ data }) => data) / throughput / 3600, 'h', 'estimated', 1),
      ...(busiest === undefined ? {} : { busiest: { share: figure(busiest.share * 100, '%', 'estimated', 1), classes: busiest.classes } }),
      ...(immutability === undefined
        ? {}
        : { immutable: { duration: figure(immutability.duration, 's', 'declared'), mechanism: immutability.mechanism } }),
      loads,
    };
  });
}

const tooSmall = (key: string, needed: number, capacity: number, loads: readonly Load[]): Shortfall => ({
  id: `backup/capacity/${key}`,
  subject: `repositories.${key}`,
  what: `\`${key}\` would have to hold ${tib(needed)} to keep its copies as long as the classes say, and holds ${tib(capacity)}`,
  places: [
    `repositories.${key}.capacity`,
    ...loads.map(({ backup, level }) => `backup-classes.${backup}.levels.${level}.retention`),
    'estate.assumptions.backup',
  ],
  basis: 'estimated',
});

const tooSlow = (key: string, share: number, classes: readonly string[]): Shortfall => ({
  id: `backup/window/${key}`,
  subject: `repositories.${key}`,
  what: `the windows of ${classes.map((name) => `\`${name}\``).join(', ')} ask \`${key}\` for ${String(Math.round(share * 100))} % of what it can write in them`,
  places: [`repositories.${key}.throughput`, ...classes.map((name) => `backup-classes.${name}.window`), 'estate.assumptions.backup'],
  basis: 'estimated',
});

const tib = (mib: number): string => `${String(Math.round((mib / MIB_PER_TIB) * 10) / 10)} TiB`;
