import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const memoryReserved: Rule = {
  id: 'memory-reserved',
  severity: 'error',
  title: 'A VM reserves at least the share of memory that its class demands.',
  reason:
    'After the loss of a site the other carries everything at once. Only reserved memory is certain to be there; the rest may be swapped to disk, and a database that swaps is as good as down.',
  source: 'vSphere resource management guide (reservations, HA admission control).',
  reads: ['classes', 'tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, class: name, memoryReservation }] of inOrder(model.workloads)) {
      const least = model.classes[name]?.memoryReserved ?? 0;
      if (memoryReservation >= least) continue;
      report({
        at: `${path}.memoryReservation`,
        message: `\`${String(memoryReservation)}\` percent of memory reserved is too little for class \`${name}\``,
        allowed: `at least ${String(least)}`,
        fix: `write \`memoryReservation: ${String(least)}\``,
        also: [{ at: `classes.${name}.memoryReserved`, note: 'the class' }],
      });
    }
  },
};
