import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { interSite } from './lib/sites';

export const mirrorLinks: Rule = {
  id: 'mirror-links',
  severity: 'error',
  title: 'Mirrors 1 and 2 run between the datacenter sites, each on a link of its own.',
  reason:
    'A synchronous mirror that loses its only path stops being one: writes go to one side alone, and the next fault loses data. The vendor’s listing asks for two independent links for this reason.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184).',
  reads: ['sites', 'links'],
  check: (model, report) => {
    const links = inOrder(model.links).filter(([, link]) => interSite(model, link.ends));
    const carrying = (use: 'mirror-1' | 'mirror-2'): string[] =>
      links.filter(([, { carries }]) => carries.includes(use)).map(([key]) => key);
    const [one, two] = [carrying('mirror-1'), carrying('mirror-2')];
    const at = links[0] === undefined ? 'links' : `links.${links[0][0]}.carries`;
    for (const [use, found] of [
      ['mirror-1', one],
      ['mirror-2', two],
    ] as const) {
      if (found.length === 0)
        report({
          at,
          aim: 'key',
          message: `no link between the datacenter sites carries \`${use}\``,
          fix: `add \`${use}\` to \`carries\` of one of them`,
        });
    }
    const [only] = one;
    if (only === undefined || two.length === 0 || new Set([...one, ...two]).size > 1) return;
    report({
      at: `links.${only}.carries`,
      aim: 'key',
      message: `link \`${only}\` carries both mirrors alone`,
      fix: 'let another link, by another route, carry `mirror-2`',
    });
  },
};
