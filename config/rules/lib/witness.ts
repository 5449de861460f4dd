/** Which side reaches the witness by which declared routes. */
import { inOrder, type Model } from '../../model/model';
import { datacenters, joins } from './sites';

export interface Reach {
  readonly site: string;
  /** Links from the site straight to the witness, among the declared routes. */
  readonly own: readonly string[];
}

export function reachOf(model: Pick<Model, 'sites' | 'links' | 'storage'>): readonly Reach[] {
  const { witness } = model.storage;
  return datacenters(model).map((site) => ({
    site,
    own: witness === undefined ? [] : witness.routes.filter((route) => joins(model.links[route]?.ends ?? {}, site, witness.site)),
  }));
}

/** What the first row of the table of witness placements says. */
export const WITHOUT = 'after a cut both sides serve and their copies diverge';

/** The row of the table of witness placements that the declared routes give. */
export function rowOf(model: Pick<Model, 'sites' | 'links' | 'storage'>): string {
  const { witness } = model.storage;
  if (witness === undefined) return `no witness: ${WITHOUT}`;
  if (model.sites[witness.site]?.role === 'datacenter')
    return `witness at \`${witness.site}\`: after a cut it serves and the other refuses; without it the other stops`;
  const reach = reachOf(model);
  const [through, ...others] = reach.filter(({ own }) => own.length > 0).map(({ site }) => site);
  if (through === undefined) return 'third site that no declared route reaches: after a cut both sides refuse';
  if (others.length === 0)
    return `third site reached through \`${through}\` only: after a cut \`${through}\` serves and the other refuses; without \`${through}\` the other stops`;
  return 'third site, each side by its own route: after a cut between the sites both reach it, and neither refuses unless the product arbitrates further';
}

/** Ducts, points of presence and entries that the routes of two sides have in common. */
export function sharedByRoutes(
  model: Pick<Model, 'links'>,
  a: Reach,
  b: Reach,
): readonly { readonly at: string; readonly other: string; readonly shown: string }[] {
  const risks = (reach: Reach) =>
    reach.own.flatMap((key) => {
      const link = model.links[key];
      return link === undefined
        ? []
        : [
            ...link.ducts.map((duct, index) => ({ at: `links.${key}.ducts.${String(index)}`, shown: `the duct \`${duct}\`` })),
            ...link.pops.map((pop, index) => ({ at: `links.${key}.pops.${String(index)}`, shown: `the point of presence \`${pop}\`` })),
            ...inOrder(link.ends).map(([site, { entry }]) => ({
              at: `links.${key}.ends.${site}.entry`,
              shown: `the entry \`${entry}\` of \`${site}\``,
            })),
          ];
    });
  const known = risks(a);
  return risks(b).flatMap(({ at, shown }) =>
    known.filter((other) => other.shown === shown).map((other) => ({ at, shown, other: other.at })),
  );
}
