import type { Rule } from './rule';
import { chain, cycles, edges } from './lib/dependencies';

export const dependencyCycle: Rule = {
  id: 'dependency-cycle',
  severity: 'error',
  title: 'What workloads need (`all`) and start after (`order`) has no cycle.',
  reason:
    'These become restart dependencies of vSphere HA, which refuses a cycle. If it did not, none of the members would ever start after a failure.',
  source: 'vSphere availability guide (VM-VM dependency rules); vmware/vsphere provider, vsphere_compute_cluster_vm_dependency_rule.',
  reads: ['tenants', 'services', 'machines'],
  check: (model, report) => {
    for (const loop of cycles(edges(model, ['all', 'order']))) {
      const [first, ...others] = loop;
      if (first === undefined) continue;
      report({
        at: first.at,
        message: `a cycle of dependencies: ${chain(loop)}`,
        fix: 'turn one of them into `soft`, or into `any` where another can stand in',
        also: others.map(({ at, from, to }) => ({ at, note: `\`${from}\` waits for \`${to}\`` })),
      });
    }
  },
};
