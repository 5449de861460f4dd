import type { Rule } from './rule';
import { inOrder } from '../model/model';

const WEIGHTED = new Set<string>(['population', 'fixed']);

export const costKeyWeights: Rule = {
  id: 'cost-key-weights',
  severity: 'error',
  title: 'A key that allots by population or fixed weights has a weight for each of its tenants, and not all are zero.',
  reason:
    'Memory, storage and seats are counted from the estate; inhabitants are not. A tenant without a weight would pay nothing, and the others its share.',
  source: 'Decision of this project: cost allocation (refacturation).',
  reads: ['cost-keys', 'tenants'],
  check: (model, report) => {
    for (const [key, { by, weights }] of inOrder(model['cost-keys'])) {
      const path = `cost-keys.${key}`;
      if (!WEIGHTED.has(by)) {
        if (Object.keys(weights).length > 0)
          report({
            at: `${path}.weights`,
            aim: 'key',
            message: `\`${by}\` is counted from the estate: the weights of \`${key}\` are never read`,
            fix: 'remove them, or write `by: fixed`',
            also: [{ at: `${path}.by`, note: 'the measure' }],
          });
        continue;
      }
      const tenants = inOrder(model.tenants)
        .filter(([, tenant]) => tenant.costKey === key)
        .map(([tenant]) => tenant);
      for (const tenant of tenants.filter((candidate) => !(candidate in weights))) {
        report({
          at: `${path}.weights`,
          aim: 'key',
          message: `\`${key}\` has no weight for \`${tenant}\``,
          fix: `add \`${tenant}:\``,
          also: [{ at: `tenants.${tenant}.costKey`, note: 'the tenant uses it' }],
        });
      }
      if (tenants.length > 0 && tenants.every((tenant) => weights[tenant] === 0))
        report({
          at: `${path}.weights`,
          aim: 'key',
          message: `all weights of \`${key}\` are \`0\``,
          fix: 'give the tenants their weights',
        });
    }
  },
};
