import type { Rule } from './rule';
import { inOrder } from '../model/model';

/** What must have nothing in common: the two paths to a server, and the two mirrors. */
const PAIRS = [
  ['front-end-a', 'front-end-b'],
  ['mirror-1', 'mirror-2'],
] as const;

export const storagePortsApart: Rule = {
  id: 'storage-ports-apart',
  severity: 'error',
  title: 'Front-ends A and B of a DataCore server share no network and no switch; nor do its mirror ports.',
  reason:
    'Two paths through one switch are lost together, and with them all disks of the estate on that side. Two paths in one network confuse the multipathing of the hosts.',
  source: 'DataCore host configuration guide for VMware (separate fabrics); decision of this project.',
  reads: ['storage-servers'],
  check: (model, report) => {
    for (const [key, { ports }] of inOrder(model['storage-servers'])) {
      for (const [one, two] of PAIRS) {
        for (const [portA, a] of inOrder(ports).filter(([, port]) => port.role === one)) {
          for (const [portB, b] of inOrder(ports).filter(([, port]) => port.role === two)) {
            for (const field of ['network', 'physicalSwitch'] as const) {
              if (a[field] !== b[field]) continue;
              const what = field === 'network' ? 'network' : 'switch';
              report({
                at: `storage-servers.${key}.ports.${portB}.${field}`,
                message: `ports \`${portA}\` and \`${portB}\` of \`${key}\` share the ${what} \`${a[field]}\``,
                fix: `put one of them on another ${what}`,
                also: [{ at: `storage-servers.${key}.ports.${portA}.${field}`, note: 'the other port' }],
              });
            }
          }
        }
      }
    }
  },
};
