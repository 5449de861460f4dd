import type { Rule } from './rule';
import { inOrder } from '../model/model';

const ROLES = ['front-end-a', 'front-end-b', 'mirror-1', 'mirror-2'] as const;

export const storagePorts: Rule = {
  id: 'storage-ports',
  severity: 'error',
  title: 'A DataCore server has front-ends A and B and both mirror ports, and its front-ends have an iSCSI name.',
  reason:
    'Hosts reach each server by two paths, and servers mirror over two. A server without one of them has nothing to fall back on, and without an iSCSI name hosts cannot log in.',
  source: 'DataCore host configuration guide for VMware; DataCore metro storage solution (Broadcom article 312184).',
  reads: ['storage-servers'],
  check: (model, report) => {
    for (const [key, { ports }] of inOrder(model['storage-servers'])) {
      for (const role of ROLES) {
        if (!Object.values(ports).some((port) => port.role === role))
          report({
            at: `storage-servers.${key}.ports`,
            aim: 'key',
            message: `server \`${key}\` has no port of role \`${role}\``,
            fix: `describe a port with \`role: ${role}\``,
          });
      }
      for (const [port, { role, iqn }] of inOrder(ports)) {
        const at = `storage-servers.${key}.ports.${port}`;
        if (role.startsWith('front-end') && iqn === undefined)
          report({ at, aim: 'key', message: `the front-end \`${port}\` has no iSCSI name`, fix: 'add `iqn:`' });
        if (!role.startsWith('front-end') && iqn !== undefined)
          report({ at: `${at}.iqn`, message: `\`${iqn}\`: a mirror port is no target for hosts`, fix: 'remove it' });
      }
    }
  },
};
