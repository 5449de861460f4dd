import { inOrder } from '../model/model';
import type { Rule } from './rule';

export const vlanUnique: Rule = {
  id: 'vlan-unique',
  severity: 'error',
  title: 'A VLAN belongs to one network.',
  reason:
    'The switches of both sites carry the same VLANs, because VMs keep their address when they restart at the other site. Two networks on one VLAN are one broadcast domain: what was meant to be separated is not.',
  source: 'IEEE 802.1Q; layer 2 at both sites: VMware vMSC recommended practices.',
  reads: ['networks', 'tenants', 'schools'],
  check: (model, report) => {
    const first = new Map<number, string>();
    const used = new Set(Object.values(model.networks).map((network) => network.vlan));
    for (const [id, network] of inOrder(model.networks)) {
      const taken = first.get(network.vlan);
      if (taken === undefined) first.set(network.vlan, id);
      else {
        report({
          at: `${network.path}.vlan`,
          message: `VLAN \`${String(network.vlan)}\` already belongs to network \`${taken}\``,
          fix: `choose a free one, such as ${String(freeVlan(used, network.vlan))}`,
          also: [{ at: `${model.networks[taken]?.path ?? ''}.vlan`, note: 'first used here' }],
        });
      }
    }
  },
};

function freeVlan(used: ReadonlySet<number>, near: number): number {
  for (let vlan = near + 1; vlan < 3000; vlan++) if (!used.has(vlan)) return vlan;
  for (let vlan = near - 1; vlan > 1; vlan--) if (!used.has(vlan)) return vlan;
  return 0;
}
