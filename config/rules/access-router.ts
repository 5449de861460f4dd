import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const accessRouter: Rule = {
  id: 'access-router',
  severity: 'error',
  title: 'An access ends on a router of its own site.',
  reason:
    'An access that ends at the other site crosses the link between the sites and falls with it. Then both accesses of a use may hang on one site.',
  source: 'Decision of this project.',
  reads: ['accesses', 'routers'],
  check: (model, report) => {
    for (const [key, { site, router }] of inOrder(model.accesses)) {
      const stands = model.routers[router]?.site;
      if (stands === undefined || stands === site) continue;
      const there = inOrder(model.routers)
        .filter(([, candidate]) => candidate.site === site)
        .map(([candidate]) => candidate);
      report({
        at: `accesses.${key}.router`,
        message: `router \`${router}\` stands at \`${stands}\`, not at \`${site}\``,
        ...(there.length === 0 ? {} : { allowed: there.join(', ') }),
        fix: `name a router of \`${site}\``,
        also: [{ at: `routers.${router}.site`, note: 'where it stands' }],
      });
    }
  },
};
