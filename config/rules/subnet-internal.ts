import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';
import { holds, rangeOf } from './lib/addresses';

export const subnetInternal: Rule = {
  id: 'subnet-internal',
  severity: 'error',
  title: 'Every subnet lies in an internal prefix or in one of the own public prefixes.',
  reason:
    'The filters towards the carriers are written from these prefixes. A subnet outside of them would leave by an Internet access unfiltered, or its answers would never come back.',
  source: 'RFC 2827 (BCP 38); decision of this project.',
  reads: ['estate', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const { internal, prefixes } = model.estate.routing;
    const known = [...internal, ...prefixes];
    const ranges = known.map(rangeOf);
    for (const [, network] of inOrder(model.networks)) {
      for (const field of ['subnet', 'subnet6'] as const) {
        const subnet = network[field];
        if (subnet === undefined || ranges.some((range) => holds(range, rangeOf(subnet)))) continue;
        report({
          at: `${network.path}.${field}`,
          message: `subnet \`${subnet}\` is in none of the estate’s prefixes`,
          allowed: `within ${quoted(known)}`,
          fix: 'choose a subnet within, or add its prefix to `routing.internal`',
          also: [{ at: 'estate.routing.internal', note: 'internal prefixes' }],
        });
      }
    }
  },
};
