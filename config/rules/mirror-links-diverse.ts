import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { sharedRisks } from './lib/shared-risks';
import { interSite } from './lib/sites';

export const mirrorLinksDiverse: Rule = {
  id: 'mirror-links-diverse',
  severity: 'error',
  title: 'The links of mirror 1 and of mirror 2 share no duct, no building entry and no point of presence.',
  reason:
    'Two links that run in one duct are one link for the digger that meets them. Losing both at once is the cut that a stretched cluster fears most: mirror and management gone together.',
  source: 'DataCore SANsymphony metro storage solution (two independent links); shared-risk link groups (RFC 4202).',
  reads: ['sites', 'links'],
  waivable: true,
  check: (model, report) => {
    const links = inOrder(model.links).filter(([, link]) => interSite(model, link.ends));
    const ones = links.filter(([, { carries }]) => carries.includes('mirror-1'));
    const twos = links.filter(([, { carries }]) => carries.includes('mirror-2'));
    const pairs = ones.flatMap((one) => twos.filter(([key]) => key !== one[0]).map((two) => [one, two] as const));
    // One pair without a common risk is enough: what else runs beside it only adds to it.
    const shared = pairs.map(([one, two]) => sharedRisks(one, two));
    if (shared.length === 0 || shared.some((risks) => risks.length === 0)) return;
    const fewest = [...shared].sort((a, b) => a.length - b.length)[0] ?? [];
    for (const { at, shown, link, other } of fewest) {
      report({
        at,
        message: `link \`${link}\` shares ${shown} with \`${other.link}\`, which carries the other mirror`,
        fix: 'lead one of them another way',
        also: [{ at: other.at, note: 'the other link' }],
      });
    }
  },
};
