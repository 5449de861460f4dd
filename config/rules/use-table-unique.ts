import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';

export const useTableUnique: Rule = {
  id: 'use-table-unique',
  severity: 'error',
  title: 'Each use of the Internet has its own routing table.',
  reason:
    'The number names the routing table and the VRRP groups of the use. Two uses on one number would leave by each other’s accesses: pupils by the town’s, agents by the school’s.',
  source: 'Decision of this project: one routing domain per use.',
  reads: ['uses'],
  check: (model, report) => {
    const used = new Set(Object.values(model.uses).map((use) => use.table));
    const occurrences = inOrder(model.uses).map(([key, { table }]) => ({ value: String(table), at: `uses.${key}.table`, key }));
    for (const { again, first } of repeated(occurrences)) {
      const free = Array.from({ length: 200 }, (_, index) => index + 1).find((table) => !used.has(table));
      report({
        at: again.at,
        message: `table \`${again.value}\` already belongs to use \`${first.key}\``,
        fix: `choose a free one, such as ${String(free ?? 0)}`,
        also: [{ at: first.at, note: 'first used here' }],
      });
    }
  },
};
