import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const linkEnds: Rule = {
  id: 'link-ends',
  severity: 'error',
  title: 'A link has two ends; the router of an end stands at that end and has an address there.',
  reason:
    'The routers’ files are written from these ends. A router that stands elsewhere would be given an interface that it does not have, and without an address no session comes up.',
  source: 'Decision of this project.',
  reads: ['links', 'routers'],
  check: (model, report) => {
    for (const [key, { ends }] of inOrder(model.links)) {
      const path = `links.${key}.ends`;
      const count = Object.keys(ends).length;
      if (count !== 2)
        report({
          at: path,
          aim: 'key',
          message: `link \`${key}\` has \`${String(count)}\` ends`,
          allowed: 'two ends',
          fix: 'describe a link for each pair of sites',
        });
      for (const [site, { router, address }] of inOrder(ends)) {
        const stands = router === undefined ? undefined : model.routers[router]?.site;
        if (stands !== undefined && stands !== site) {
          report({
            at: `${path}.${site}.router`,
            message: `router \`${router ?? ''}\` stands at \`${stands}\`, not at \`${site}\``,
            fix: 'name a router of that site',
            also: [{ at: `routers.${router ?? ''}.site`, note: 'where it stands' }],
          });
        }
        if (router !== undefined && address === undefined) {
          report({
            at: `${path}.${site}.router`,
            message: `router \`${router}\` has no address on link \`${key}\``,
            fix: 'add `address:` beside `router:`',
          });
        }
        if (router === undefined && address !== undefined) {
          report({
            at: `${path}.${site}.address`,
            message: `\`${address}\` belongs to no router`,
            fix: 'name the `router:` that has it, or remove it',
          });
        }
      }
    }
  },
};
