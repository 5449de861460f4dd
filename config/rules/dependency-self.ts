import type { Rule } from './rule';
import { edges } from './lib/dependencies';

export const dependencySelf: Rule = {
  id: 'dependency-self',
  severity: 'error',
  title: 'Nothing depends on itself.',
  reason: 'What waits for itself never starts. It is usually a key copied from another workload and not yet corrected.',
  source: 'Decision of this project; vSphere refuses a dependency of a group on itself.',
  reads: ['tenants', 'services', 'machines'],
  check: (model, report) => {
    for (const { from, to, at } of edges(model, ['all', 'any', 'soft', 'order']))
      if (from === to) report({ at, message: `\`${from}\` depends on itself`, fix: 'remove it, or name what it really needs' });
  },
};
