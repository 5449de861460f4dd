/** Which failures are judged: every element alone, the named scenarios, and every pair of elements. */
import type { Model } from '../model/model';
import { inOrder } from '../model/model';
import type { LINK_USES } from '../model/link';
import { datacenterSites } from '../views';
import type { Element } from './elements/element';
import { elementsOf } from './elements';

export type LinkUse = (typeof LINK_USES)[number];

export interface Scenario {
  /** `host:esx-1`, `named:mirror`, or two elements joined by `+`, in the order of their ids. */
  readonly id: string;
  readonly kind: 'single' | 'named' | 'pair';
  /** Ids of the elements that have failed. */
  readonly elements: readonly string[];
  /** Uses that no link between the two sides carries any more, whatever the links’ state. */
  readonly cut: readonly LinkUse[];
  /** Sites that still reach the witness, where the scenario says it; absent: as the routes say. */
  readonly witness?: readonly string[];
}

/** What a partition takes: all that passes between the two sides. */
const BETWEEN: readonly LinkUse[] = ['mirror-1', 'mirror-2', 'storage-paths', 'vmotion', 'management', 'tenants'];

/** The scenarios of the failure matrix that are more, or other, than one element. */
export function namedScenarios(model: Model): readonly Scenario[] {
  const sites = datacenterSites(model);
  const named = (id: string, elements: readonly string[], cut: readonly LinkUse[] = [], witness?: readonly string[]): Scenario => ({
    id: `named:${id}`,
    kind: 'named',
    elements,
    cut,
    ...(witness === undefined ? {} : { witness }),
  });
  const at = (site: string, prefix: string, all: Readonly<Record<string, { readonly site: string }>>): readonly string[] =>
    inOrder(all).flatMap(([key, thing]) => (thing.site === site ? [`${prefix}:${key}`] : []));
  const partitions =
    model.storage.witness === undefined
      ? [named('partition', [], BETWEEN)]
      : [
          named('partition-both', [], BETWEEN, sites),
          ...sites.map((site) => named(`partition-${site}`, [], BETWEEN, [site])),
          // No side reaches the witness: the same as if it were down.
          named('partition-none', ['witness'], BETWEEN),
        ];
  const perSite = sites.flatMap((site) => [
    named(`storage-${site}`, at(site, 'storage-server', model['storage-servers'])),
    named(`compute-${site}`, at(site, 'host', model.hosts)),
    ...(model.storage.witness === undefined ? [] : [named(`site-${site}-without-witness`, [`site:${site}`, 'witness'])]),
    ...inOrder(model.hosts)
      .filter(([, host]) => host.site !== site)
      .map(([key]) => named(`site-${site}-and-${key}`, [`site:${site}`, `host:${key}`])),
  ]);
  const mains = inOrder(model.substations).map(([key]) => `mains:${key}`);
  const blackout = mains.length === 0 ? [] : [named('blackout', mains)];
  return [named('mirror', [], ['mirror-1', 'mirror-2']), ...blackout, ...partitions, ...perSite];
}

export const singles = (model: Model): readonly Scenario[] =>
  elementsOf(model).map(({ id }: Element) => ({ id, kind: 'single', elements: [id], cut: [] }));

export const pairId = (a: string, b: string): string => (a < b ? `${a}+${b}` : `${b}+${a}`);
