import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const applicationFlows: Rule = {
  id: 'application-flows',
  severity: 'error',
  title: 'A hosted application has an open flow that leaves by its use of the Internet.',
  reason:
    'A hosted application is reached across the filter and an access. Without a flow to the outside it is cut off by our own filter; without a network on its use nobody leaves by it.',
  source: 'Decision of this project: flow matrix.',
  reads: ['applications', 'flows', 'zones', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const leaving = new Map<string, Set<string>>();
    for (const { zone, use } of Object.values(model.networks))
      if (use !== undefined) leaving.set(use, (leaving.get(use) ?? new Set()).add(zone));
    for (const [key, { flows, use }] of inOrder(model.applications)) {
      const path = `applications.${key}`;
      const outward = flows.filter((flow) => model.zones[model.flows[flow]?.to ?? '']?.trust === 'external');
      const open = outward.filter((flow) => model.flows[flow]?.state === 'open');
      if (outward.length === 0)
        report({
          at: `${path}.flows`,
          aim: 'key',
          message: `none of the flows of \`${key}\` leads to a zone of trust \`external\``,
          fix: 'add the flow by which agents reach it',
        });
      else if (open.length === 0)
        report({
          at: `${path}.flows`,
          aim: 'key',
          message: `the flow of \`${key}\` to the outside is \`suspended\``,
          fix: 'open it, or remove the application',
          also: [{ at: `flows.${outward[0] ?? ''}.state`, note: 'the flow' }],
        });
      else if (!open.some((flow) => leaving.get(use)?.has(model.flows[flow]?.from ?? '') === true))
        report({
          at: `${path}.use`,
          message: `no network of the zone that reaches \`${key}\` has the use \`${use}\``,
          fix: 'give a network of that zone this use, or correct it here',
          also: [{ at: `flows.${open[0] ?? ''}.from`, note: 'the zone' }],
        });
    }
  },
};
