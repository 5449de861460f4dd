/** The two sites that secure each other, as the rules see them. */
import { inOrder, type Model } from '../../model/model';

type WithSites = Pick<Model, 'sites'>;

/** Keys of the sites that run hosts and storage. Two, where `datacenter-sites` has nothing to say. */
export const datacenters = (model: WithSites): readonly string[] =>
  inOrder(model.sites)
    .filter(([, site]) => site.role === 'datacenter')
    .map(([key]) => key);

/** The datacenter sites that are not among those given. */
export function withoutSites(model: WithSites, present: Iterable<string>): string[] {
  const seen = new Set(present);
  return datacenters(model).filter((site) => !seen.has(site));
}

/** True when the link joins exactly these two sites, in whatever order. */
export const joins = (ends: Readonly<Record<string, unknown>>, a: string, b: string): boolean => a !== b && a in ends && b in ends;

/** True when every end of the link is at a datacenter site: an inter-site link of the stretched cluster. */
export const interSite = (model: WithSites, ends: Readonly<Record<string, unknown>>): boolean => {
  const keys = Object.keys(ends);
  return keys.length === 2 && keys.every((site) => model.sites[site]?.role === 'datacenter');
};
