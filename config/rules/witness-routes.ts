import type { Rule } from './rule';
import { reachOf, sharedByRoutes } from './lib/witness';

export const witnessRoutes: Rule = {
  id: 'witness-routes',
  severity: 'error',
  title: 'Each side has its own route to the witness, by a link that carries it, sharing nothing with the other’s.',
  reason:
    'The witness is a test of reachability, not a vote: a side that cannot reach it refuses I/O. A route by way of the other site, or in a common duct, fails exactly when it is needed.',
  source: 'DataCore online help, virtual disk witness; decision of this project.',
  reads: ['sites', 'links', 'storage'],
  waivable: true,
  check: (model, report) => {
    const { witness } = model.storage;
    if (witness === undefined || model.sites[witness.site]?.role !== 'witness') return;
    const reach = reachOf(model);
    for (const [index, route] of witness.routes.entries()) {
      const at = `storage.witness.routes.${String(index)}`;
      const link = model.links[route];
      if (link === undefined) continue;
      if (!reach.some(({ own }) => own.includes(route)))
        report({
          at,
          message: `link \`${route}\` does not join a datacenter site with \`${witness.site}\``,
          fix: 'name a link that ends there',
          also: [{ at: `links.${route}.ends`, note: 'its ends' }],
        });
      else if (!link.carries.includes('witness'))
        report({
          at,
          message: `link \`${route}\` does not carry \`witness\``,
          fix: 'add `witness` to its `carries`',
          also: [{ at: `links.${route}.carries`, note: 'what it carries' }],
        });
    }
    for (const { site, own } of reach) {
      if (own.length === 0)
        report({
          at: 'storage.witness.routes',
          aim: 'key',
          message: `\`${site}\` has no route of its own to the witness`,
          fix: `add a link between \`${site}\` and \`${witness.site}\``,
        });
    }
    const [a, b] = reach;
    for (const { at, other, shown } of a === undefined || b === undefined ? [] : sharedByRoutes(model, a, b)) {
      report({
        at,
        message: `the routes of \`${a?.site ?? ''}\` and \`${b?.site ?? ''}\` to the witness share ${shown}`,
        fix: 'lead one of them another way',
        also: [{ at: other, note: 'the other route' }],
      });
    }
  },
};
