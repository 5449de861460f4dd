import type { Rule } from './rule';
import { inOrder } from '../model/model';

const ROLES = ['management', 'vmotion', 'iscsi-a', 'iscsi-b'] as const;

export const hostAdapters: Rule = {
  id: 'host-adapters',
  severity: 'error',
  title: 'A host has an adapter on a management, a vMotion and both iSCSI networks, each on a distributed switch that it is on.',
  reason:
    'Without both iSCSI paths a host loses its disks with one switch; without vMotion it can never be emptied. An adapter whose network is on a switch without the host’s cards cannot be made.',
  source: 'vSphere Metro Storage Cluster recommended practices; DataCore host configuration guide for VMware.',
  reads: ['hosts', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    for (const [key, { addresses, nics }] of inOrder(model.hosts)) {
      const on = inOrder(addresses).map(([id]) => ({ id, network: model.networks[id] }));
      for (const role of ROLES) {
        if (on.some(({ network }) => network?.role === role)) continue;
        const known = inOrder(model.networks)
          .filter(([, network]) => network.role === role)
          .map(([id]) => id);
        report({
          at: `hosts.${key}.addresses`,
          aim: 'key',
          message: `host \`${key}\` has no address on a network of role \`${role}\``,
          ...(known.length === 0
            ? { fix: `describe a network with \`role: ${role}\`` }
            : { allowed: known.join(', '), fix: `add \`${known[0] ?? ''}:\` with a free address` }),
        });
      }
      const switches = new Set(Object.values(nics).map((nic) => nic.switch));
      for (const { id, network } of on) {
        // Mirror networks never have a switch: `mirror-off-hypervisors` says so.
        if (network === undefined || network.role.startsWith('mirror-') || (network.switch !== undefined && switches.has(network.switch)))
          continue;
        const at = `hosts.${key}.addresses.${id}`;
        if (network.switch === undefined)
          report({
            at,
            aim: 'key',
            message: `network \`${id}\` is on no distributed switch`,
            fix: 'give the network a `switch`',
            also: [{ at: network.path, note: 'the network' }],
          });
        else
          report({
            at,
            aim: 'key',
            message: `network \`${id}\` is on \`${network.switch}\`, where host \`${key}\` has no card`,
            fix: 'give the host uplinks on that switch',
            also: [{ at: `${network.path}.switch`, note: 'the switch of the network' }],
          });
      }
    }
  },
};
