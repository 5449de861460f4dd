import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';

export const sitesApart: Rule = {
  id: 'sites-apart',
  severity: 'warning',
  title: 'No two sites share a substation or a flood zone.',
  reason:
    'Two sites that one flood or one substation takes together are one fault domain. The witness counts too: lost with a side, it leaves the other side without an arbiter.',
  source: 'ANSSI and PCA guidance on distant sites; decision of this project.',
  reads: ['sites'],
  waivable: true,
  check: (model, report) => {
    const first = new Map<string, { site: string; at: string }>();
    for (const [site, entity] of inOrder(model.sites)) {
      for (const { risk, shown, at } of risksOf(site, entity)) {
        const other = first.get(risk);
        if (other === undefined) first.set(risk, { site, at });
        else if (other.site !== site) {
          report({
            at,
            message: `site \`${site}\` shares ${shown} with \`${other.site}\``,
            fix: 'feed or place one of them otherwise, or accept it with an exception',
            also: [{ at: other.at, note: 'the other site' }],
          });
        }
      }
    }
  },
};

function risksOf(key: string, site: Model['sites'][string]): { risk: string; shown: string; at: string }[] {
  const feeds = inOrder(site.feeds).map(([feed, { substation }]) => ({
    risk: `substation ${substation}`,
    shown: `the substation \`${substation}\``,
    at: `sites.${key}.feeds.${feed}.substation`,
  }));
  return site.floodZone === undefined
    ? feeds
    : [...feeds, { risk: `flood ${site.floodZone}`, shown: `the flood zone \`${site.floodZone}\``, at: `sites.${key}.floodZone` }];
}
