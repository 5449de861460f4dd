import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const workloadSockets: Rule = {
  id: 'workload-sockets',
  severity: 'error',
  title: 'Processors are of whole sockets.',
  reason: 'vSphere refuses a machine whose processors its sockets do not divide. That is said at the deployment, when half of it is done.',
  source: 'vSphere virtual machine administration guide, virtual CPU configuration.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, cpus, coresPerSocket }] of inOrder(model.workloads)) {
      if (coresPerSocket === undefined || cpus % coresPerSocket === 0) continue;
      report({
        at: `${path}.coresPerSocket`,
        message: `\`${String(cpus)}\` processors are no whole number of sockets of \`${String(coresPerSocket)}\``,
        allowed: `a divisor of ${String(cpus)}`,
        fix: 'change one of them, or leave `coresPerSocket` out',
        also: [{ at: `${path}.cpus`, note: 'its processors' }],
      });
    }
  },
};
