import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const vcenterWorkload: Rule = {
  id: 'vcenter-workload',
  severity: 'error',
  title: 'There is one vCenter, which exists already and restarts first.',
  reason:
    'HA restarts VMs without vCenter, but DRS, every apply and every operator’s view wait for it. It cannot make itself, so it is read, never made.',
  source: 'vSphere Metro Storage Cluster recommended practices (vCenter at the highest restart priority).',
  reads: ['classes', 'tenants', 'services'],
  check: (model, report) => {
    const providers = inOrder(model.workloads).filter(([, { provides }]) => provides.includes('vcenter'));
    for (const [, { path, key, existing, restartPriority, class: name }] of providers) {
      if (!existing)
        report({
          at: `${path}.title`,
          aim: 'key',
          message: `\`${key}\` is vCenter and would be made by itself`,
          fix: 'write `existing: true`',
        });
      if (restartPriority !== 'highest')
        report({
          at: `${path}.restartPriority`,
          message: `vCenter restarts with priority \`${restartPriority}\``,
          allowed: 'highest',
          fix: 'write `restartPriority: highest`',
          also: [{ at: `classes.${name}.restartPriority`, note: 'the priority of its class' }],
        });
    }
    for (const [, { path, provides }] of providers.slice(1)) {
      report({
        at: `${path}.provides.${String(provides.indexOf('vcenter'))}`,
        message: 'a second VM says that it is `vcenter`',
        fix: 'there is one, for both sites',
        also: [{ at: `${providers[0]?.[1].path ?? ''}.provides`, note: 'the first' }],
      });
    }
  },
};
