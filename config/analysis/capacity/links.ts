/** What the storage puts on the links between the sites, with all of them and with one lost. */
import { inOrder, type Model } from '../../model/model';
import type { Link } from '../../model/link';
import { datacenterSites } from '../../views';
import { figure } from '../claim';
import { demandOfVolumes } from '../survival/pools';
import { measure, type Measure } from './measure';
import { throughputOf } from './storage';

type Keyed = readonly (readonly [string, Link])[];

const MIRRORS = ['mirror-1', 'mirror-2'] as const;

/** Mbit/s in a MiB/s. */
const MEGABITS = (8 * 1024 ** 2) / 1e6;

export function linkMeasures(model: Model): readonly Measure[] {
  const mirrors = inOrder(model.links).filter(([, { carries }]) => MIRRORS.some((mirror) => carries.includes(mirror)));
  const paths = inOrder(model.links).filter(([, { carries }]) => carries.includes('storage-paths'));
  const demand = demandOfVolumes(model);
  const traffic = new Map(datacenterSites(model).map((site) => [site, trafficOf(model, demand, site)]));
  // Writes cross from the preferred side to the other. A link carries as much in each direction, so the greater one counts.
  const writes = Math.max(0, ...traffic.values()) * model.estate.assumptions.storage.writeShare;
  return [
    ...alsoWithOneLost(mirrors, (links, lost) => mirrorMeasures(model, links, writes, lost)),
    ...[...traffic].flatMap(([site, mbits]) => alsoWithOneLost(paths, (links, lost) => pathMeasures(model, links, site, mbits, lost))),
  ];
}

/** Over all links, then without each of them over the others. */
const alsoWithOneLost = (links: Keyed, measures: (left: Keyed, lost?: string) => readonly Measure[]): readonly Measure[] => [
  ...measures(links),
  ...links.flatMap(([lost]) =>
    measures(
      links.filter(([key]) => key !== lost),
      lost,
    ),
  ),
];

/** Mbit/s of declared operations on the mirrored volumes that are preferred at a site. */
function trafficOf(model: Model, demand: ReadonlyMap<string, number>, site: string): number {
  const iops = inOrder(model.volumes).reduce(
    (sum, [key, { mirrored, preferred }]) => (mirrored && preferred === site ? sum + (demand.get(key) ?? 0) : sum),
    0,
  );
  return throughputOf(model, iops) * MEGABITS;
}

/** The two mirrors share the writes; one takes all when no link carries the other. A link may have to carry the whole of its mirror. */
function mirrorMeasures(model: Model, links: Keyed, writes: number, lost?: string): readonly Measure[] {
  const carried = MIRRORS.filter((mirror) => links.some(([, { carries }]) => carries.includes(mirror)));
  return links.map(([key, { carries, capacity }]) =>
    measure({
      resource: 'link',
      subject: `links.${key}`,
      scenario: lost === undefined ? 'all' : `link:${lost}`,
      of: key,
      what: `mirrored writes over \`${key}\`${lost === undefined ? '' : ` without \`${lost}\``}`,
      needed: figure(
        (writes * carried.filter((mirror) => carries.includes(mirror)).length) / Math.max(1, carried.length),
        'Mbit/s',
        'estimated',
      ),
      limit: figure(capacity, 'Mbit/s', 'declared'),
    }),
  );
}

/** Hosts of a site without its storage read and write at the other, over the links that carry storage paths, alike over each. */
function pathMeasures(model: Model, links: Keyed, site: string, traffic: number, lost?: string): readonly Measure[] {
  const { writeShare } = model.estate.assumptions.storage;
  const greater = traffic * Math.max(writeShare, 1 - writeShare);
  return links.map(([key, { capacity }]) =>
    measure({
      resource: 'link',
      subject: `links.${key}`,
      scenario: `named:storage-${site}${lost === undefined ? '' : `+link:${lost}`}`,
      of: key,
      what: `storage traffic of the hosts at \`${site}\` over \`${key}\` without the storage there${lost === undefined ? '' : ` and \`${lost}\``}`,
      needed: figure(greater / links.length, 'Mbit/s', 'estimated'),
      limit: figure(capacity, 'Mbit/s', 'declared'),
    }),
  );
}
