import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';

export const routersTwo: Rule = {
  id: 'routers-two',
  severity: 'error',
  title: 'A datacenter site has a router, and two where it has an access to the Internet.',
  reason:
    'A site without a router has no gateway of its own. With a single one, a software update of it is the loss of every access of that site; with two it is nothing.',
  source: 'Decision of this project.',
  reads: ['sites', 'routers', 'accesses'],
  waivable: true,
  check: (model, report) => {
    for (const site of datacenters(model)) {
      const routers = inOrder(model.routers).filter(([, router]) => router.site === site);
      const access = inOrder(model.accesses).find(([, candidate]) => candidate.site === site);
      const least = access === undefined ? 1 : 2;
      if (routers.length >= least) continue;
      const only = routers[0]?.[0];
      report({
        at: only === undefined ? `sites.${site}.title` : `routers.${only}`,
        aim: 'key',
        message: only === undefined ? `site \`${site}\` has no router` : `\`${only}\` is the only router of \`${site}\``,
        fix: `describe ${only === undefined ? 'one' : 'a second one'} in routers.yaml`,
        ...(access === undefined ? {} : { also: [{ at: `accesses.${access[0]}.router`, note: 'an access of that site' }] }),
      });
    }
  },
};
