import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

const RECOMMENDED = 9000;
const ROLES: readonly string[] = ['iscsi-a', 'iscsi-b', 'vmotion'];

export const storageMtu: Rule = {
  id: 'storage-mtu',
  severity: 'warning',
  title: 'A distributed switch that carries iSCSI or vMotion has an MTU of 9000.',
  reason:
    'With frames of 1500 bytes a block of storage is cut into six times as many, which costs processor time on hosts and storage servers and slows the migrations that empty a site. The MTU must then be the same on every physical switch of the way.',
  source: 'vSphere storage guide (jumbo frames with iSCSI); VMware vMotion best practices; DataCore host configuration guide for VMware.',
  reads: ['networks', 'tenants', 'schools', 'distributed-switches'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { mtu }] of inOrder(model['distributed-switches'])) {
      const carried = inOrder(model.networks).filter(([, network]) => network.switch === key && ROLES.includes(network.role));
      if (mtu >= RECOMMENDED || carried.length === 0) continue;
      report({
        at: `distributed-switches.${key}.mtu`,
        message: `MTU \`${String(mtu)}\` on switch \`${key}\`, which carries ${quoted(carried.map(([id]) => id))}`,
        allowed: `${String(RECOMMENDED)} is recommended`,
        fix: `write \`mtu: ${String(RECOMMENDED)}\`, once the physical switches pass such frames`,
      });
    }
  },
};
