import type { Rule } from './rule';
import { EQUIPMENT, equipment } from './lib/equipment';
import { quoted } from './lib/text';

/** What takes others with it when it stops. */
const CRITICAL = new Set<string>(['hosts', 'storage-servers', 'physical-switches', 'routers', 'gateways']);

export const feedsTwo: Rule = {
  id: 'feeds-two',
  severity: 'warning',
  title: 'Critical equipment hangs on two feeds, where its site has two.',
  reason:
    'With both power supplies on one feed, a tripped breaker is the loss of that equipment; with two it is nothing. Where the site has a single feed its loss is the loss of the site, which the other site covers.',
  source: 'TIA-942 (dual-corded equipment); decision of this project.',
  reads: ['sites', ...EQUIPMENT],
  waivable: true,
  check: (model, report) => {
    for (const { path, key, collection, site, feeds } of equipment(model)) {
      const known = Object.keys(model.sites[site]?.feeds ?? {}).sort();
      if (!CRITICAL.has(collection) || feeds.length > 1 || known.length < 2) continue;
      report({
        at: `${path}.feeds`,
        aim: 'key',
        message: `\`${key}\` hangs on \`${feeds[0] ?? ''}\` alone`,
        allowed: `two of ${quoted(known)}`,
        fix: 'connect its second power supply to the other feed',
      });
    }
  },
};
