/** Power feeds that are two in name: all that hangs on both falls with one substation. */
import { inOrder, type Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { soleSubstation } from './paths';

const COLLECTIONS = ['hosts', 'storage-servers', 'repositories', 'machines', 'physical-switches', 'routers', 'gateways'] as const;

export interface SharedFeeds {
  readonly site: string;
  readonly feeds: readonly string[];
  readonly substation: string;
  /** Model paths of what hangs on these feeds. */
  readonly equipment: readonly string[];
}

/** Sets of two and more feeds on which something hangs, and which one substation feeds without a generator behind. */
export function sharedFeeds(model: Model): readonly SharedFeeds[] {
  const sets = new Map<string, { site: string; feeds: readonly string[]; equipment: string[] }>();
  for (const collection of COLLECTIONS) {
    const entities: Readonly<Record<string, { readonly site: string; readonly feeds: readonly string[] }>> = model[collection];
    for (const [key, { site, feeds }] of inOrder(entities)) {
      if (feeds.length < 2) continue;
      const sorted = [...feeds].sort();
      const id = `${site} ${sorted.join('+')}`;
      const known = sets.get(id) ?? { site, feeds: sorted, equipment: [] };
      sets.set(id, known);
      known.equipment.push(`${collection}.${key}`);
    }
  }
  return inOrder(Object.fromEntries(sets)).flatMap(([, set]) => {
    const site = model.sites[set.site];
    const substation = site === undefined ? undefined : soleSubstation(site, set.feeds);
    return substation === undefined ? [] : [{ ...set, substation }];
  });
}

export const feedsShortfall = ({ site, feeds, substation, equipment }: SharedFeeds): Shortfall => ({
  id: `shared-risks/feeds/${site}/${feeds.join('+')}/substation/${substation}`,
  subject: `sites.${site}`,
  what: `${feeds.map((feed) => `\`${feed}\``).join(' and ')} of \`${site}\` hang on one substation, \`${substation}\`: ${String(equipment.length)} machines lose all their feeds with it`,
  places: [...feeds.map((feed) => `sites.${site}.feeds.${feed}.substation`), ...equipment],
  basis: 'computed',
});
