import type { Rule } from './rule';
import { inOrder } from '../model/model';

const CLOSED = new Set<string>(['iscsi-a', 'iscsi-b', 'vmotion']);

export const storageNetworkClosed: Rule = {
  id: 'storage-network-closed',
  severity: 'error',
  title: 'No VM is on an iSCSI or vMotion network, and none of them has a gateway or a use of the Internet.',
  reason:
    'Memory of running VMs and their disks cross these networks in the clear. Whoever is on them can read every tenant, so only hosts and storage servers are.',
  source: 'vSphere security guide (isolate vMotion and IP storage traffic).',
  reads: ['networks', 'tenants', 'schools', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [id, { path, role, use, gateways }] of inOrder(model.networks)) {
      if (!CLOSED.has(role)) continue;
      if (use !== undefined)
        report({
          at: `${path}.use`,
          message: `the \`${role}\` network \`${id}\` has the use \`${use}\` of the Internet`,
          fix: 'remove `use`',
        });
      if (Object.keys(gateways).length > 0)
        report({
          at: `${path}.gateways`,
          aim: 'key',
          message: `the \`${role}\` network \`${id}\` has a gateway`,
          fix: 'remove `gateways`: nothing is routed from here',
        });
    }
    for (const [, { path, nics }] of inOrder(model.workloads)) {
      for (const [nic, { network }] of inOrder(nics)) {
        const role = model.networks[network]?.role ?? '';
        if (CLOSED.has(role))
          report({
            at: `${path}.nics.${nic}.network`,
            message: `a VM is on the \`${role}\` network \`${network}\``,
            fix: 'connect it elsewhere',
            also: [{ at: `${model.networks[network]?.path ?? ''}.role`, note: 'the network' }],
          });
      }
    }
  },
};
