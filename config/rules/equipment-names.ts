import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { type Occurrence, repeated } from './lib/duplicates';

export const equipmentNames: Rule = {
  id: 'equipment-names',
  severity: 'error',
  title: 'Names of hosts, iSCSI names and names of DataCore servers are given once.',
  reason:
    'vCenter finds a host by its name and DataCore grants disks by iSCSI name. Two of the same mean that one machine is configured twice and the other never.',
  source: 'RFC 3721 (iSCSI names are unique in the world); DataCore host configuration guide for VMware.',
  reads: ['hosts', 'storage-servers'],
  check: (model, report) => {
    const servers = inOrder(model['storage-servers']);
    const kinds: Record<string, Occurrence[]> = {
      'host name': inOrder(model.hosts).map(([key, { name }]) => ({ value: name, at: `hosts.${key}.name` })),
      'iSCSI name': [
        ...inOrder(model.hosts).map(([key, { iqn }]) => ({ value: iqn, at: `hosts.${key}.iqn` })),
        ...servers.flatMap(([key, { ports }]) =>
          inOrder(ports).flatMap(([port, { iqn }]) =>
            iqn === undefined ? [] : [{ value: iqn, at: `storage-servers.${key}.ports.${port}.iqn` }],
          ),
        ),
      ],
      'server name': servers.map(([key, { hostName }]) => ({ value: hostName.toLowerCase(), at: `storage-servers.${key}.hostName` })),
    };
    for (const [kind, occurrences] of Object.entries(kinds)) {
      for (const { again, first } of repeated(occurrences))
        report({
          at: again.at,
          message: `the ${kind} \`${again.value}\` is already given`,
          fix: 'correct one of the two',
          also: [{ at: first.at, note: 'first given here' }],
        });
    }
  },
};
