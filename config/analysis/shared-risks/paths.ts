/** What a way out of a place stands on: each element that, failing, takes the way with it. */
import { inOrder, type Model } from '../../model/model';

export const KINDS = ['duct', 'pop', 'carrier', 'entry', 'router', 'site', 'substation', 'flood'] as const;

export interface Risk {
  readonly kind: (typeof KINDS)[number];
  /** Key of the element; a part of a site is `site/part`. */
  readonly key: string;
  /** Model path that says so. */
  readonly at: string;
}

export interface Way {
  /** Model path of the link, access or premises’ access. */
  readonly path: string;
  readonly medium: string;
  readonly risks: readonly Risk[];
}

interface Tail {
  readonly carrier: string;
  readonly ducts: readonly string[];
  readonly pops: readonly string[];
}

const tailRisks = (path: string, { carrier, ducts, pops }: Tail): readonly Risk[] => [
  ...ducts.map((key, index): Risk => ({ kind: 'duct', key, at: `${path}.ducts.${String(index)}` })),
  ...pops.map((key, index): Risk => ({ kind: 'pop', key, at: `${path}.pops.${String(index)}` })),
  { kind: 'carrier', key: carrier, at: `${path}.carrier` },
];

/** A link between sites is a wire: routers matter to a route of the witness only. That both ends are where they are is no risk to name. */
export function linkWay(model: Model, key: string, routers: boolean): Way | undefined {
  const link = model.links[key];
  if (link === undefined) return undefined;
  const path = `links.${key}`;
  const ends = inOrder(link.ends).flatMap(([site, { entry, router }]): readonly Risk[] => [
    { kind: 'entry', key: `${site}/${entry}`, at: `${path}.ends.${site}.entry` },
    ...(routers && router !== undefined ? routerRisks(model, router, `${path}.ends.${site}.router`) : []),
  ]);
  return { path, medium: link.medium, risks: [...tailRisks(path, link), ...ends] };
}

export function accessWay(model: Model, key: string): Way | undefined {
  const access = model.accesses[key];
  if (access === undefined) return undefined;
  const path = `accesses.${key}`;
  return {
    path,
    medium: access.technology,
    risks: [
      ...tailRisks(path, access),
      { kind: 'entry', key: `${access.site}/${access.entry}`, at: `${path}.entry` },
      { kind: 'site', key: access.site, at: `${path}.site` },
      ...routerRisks(model, access.router, `${path}.router`),
    ],
  };
}

/** A link inside the building (`local`) has a carrier in its file only. */
export function premisesWays(model: Model, key: string): readonly Way[] {
  return inOrder(model.premises[key]?.accesses ?? {}).map(([name, access]) => {
    const path = `premises.${key}.accesses.${name}`;
    const tail = tailRisks(path, access).filter(({ kind }) => kind !== 'carrier' || access.medium !== 'local');
    return { path, medium: access.medium, risks: [...tail, { kind: 'site', key: access.landing, at: `${path}.landing` }] };
  });
}

/** The router, and what takes it alone: the substation behind all its feeds, the flood that its room lies below. */
function routerRisks(model: Model, key: string, at: string): readonly Risk[] {
  const router = model.routers[key];
  const site = model.sites[router?.site ?? ''];
  if (router === undefined || site === undefined) return [];
  const substation = soleSubstation(site, router.feeds);
  const { floodZone } = site;
  return [
    { kind: 'router', key, at },
    ...(substation === undefined ? [] : [{ kind: 'substation' as const, key: substation, at: `routers.${key}.feeds` }]),
    ...(floodZone !== undefined && site.rooms[router.room]?.floodLevel === 'below'
      ? [{ kind: 'flood' as const, key: floodZone, at: `routers.${key}.room` }]
      : []),
  ];
}

/** The substation behind all the feeds, if it is one and no generator stands behind any of them. */
export function soleSubstation({ feeds }: Model['sites'][string], names: readonly string[]): string | undefined {
  const known = names.flatMap((name) => feeds[name] ?? []);
  const substations = new Set(known.map(({ substation }) => substation));
  return substations.size === 1 && known.every(({ generator }) => !generator) ? [...substations][0] : undefined;
}
