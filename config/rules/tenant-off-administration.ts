import type { Rule } from './rule';
import { inOrder } from '../model/model';

const CLOSED = new Set<string>(['administration', 'storage']);

export const tenantOffAdministration: Rule = {
  id: 'tenant-off-administration',
  severity: 'error',
  title: 'No VM of a tenant is in an administration or storage zone.',
  reason:
    'From the administration network every hypervisor, switch and storage server can be taken. A tenant’s VM that is broken into must not find itself there.',
  source: 'ANSSI, administration sécurisée des systèmes d’information (dedicated administration network).',
  reads: ['networks', 'tenants', 'schools', 'services', 'zones'],
  waivable: true,
  check: (model, report) => {
    for (const [, { path, nics, ownerKind }] of inOrder(model.workloads)) {
      for (const [nic, { network: id }] of ownerKind === 'tenants' ? inOrder(nics) : []) {
        const zone = model.networks[id]?.zone ?? '';
        const trust = model.zones[zone]?.trust ?? '';
        if (!CLOSED.has(trust)) continue;
        report({
          at: `${path}.nics.${nic}.network`,
          message: `network \`${id}\` is in the ${trust} zone \`${zone}\``,
          fix: 'connect the VM elsewhere, and declare a flow for what it needs',
          also: [{ at: `${model.networks[id]?.path ?? ''}.zone`, note: 'its zone' }],
        });
      }
    }
  },
};
