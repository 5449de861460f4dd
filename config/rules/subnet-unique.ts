import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { type Range, rangeOf } from './lib/addresses';

interface Owned extends Range {
  readonly at: string;
  readonly id: string;
  readonly subnet: string;
}

export const subnetUnique: Rule = {
  id: 'subnet-unique',
  severity: 'error',
  title: 'The subnets of two networks have no address in common.',
  reason:
    'Every network keeps its subnet at both sites, and routers choose by subnet. Where two overlap, one of them is unreachable from somewhere, and which one depends on the site that is left.',
  source: 'RFC 4632 (longest prefix match); decision of this project: one address plan for the estate.',
  reads: ['networks', 'tenants', 'schools'],
  check: (model, report) => {
    const owned: Owned[] = inOrder(model.networks).flatMap(([id, { path, subnet, subnet6 }]) => [
      { ...rangeOf(subnet), at: `${path}.subnet`, id, subnet },
      ...(subnet6 === undefined ? [] : [{ ...rangeOf(subnet6), at: `${path}.subnet6`, id, subnet: subnet6 }]),
    ]);
    // Sorted by start, then widest first: whatever overlaps an interval overlaps the widest one that is still open before it.
    const sorted = [...owned].sort((a, b) => a.family - b.family || compare(a.first, b.first) || compare(b.last, a.last));
    let open: Owned | undefined;
    for (const next of sorted) {
      if (open !== undefined && open.family === next.family && next.first <= open.last) {
        report({
          at: next.at,
          message: `subnet \`${next.subnet}\` overlaps \`${open.subnet}\` of network \`${open.id}\``,
          fix: 'choose a subnet that no other network uses',
          also: [{ at: open.at, note: 'the other subnet' }],
        });
        if (next.last > open.last) open = next;
      } else open = next;
    }
  },
};

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
