import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { size } from './lib/text';

const LARGEST = 64 * 1024 ** 2;

export const volumeSize: Rule = {
  id: 'volume-size',
  severity: 'error',
  title: 'A volume is at least one allocation unit of its pools, and at most the 64 TiB of a VMFS datastore.',
  reason:
    'DataCore refuses a virtual disk smaller than the allocation unit of its pool. A VMFS datastore ends at 64 TiB, and what a larger volume has beyond is paid twice and used never.',
  source: 'DataCore SANsymphony plug-in for Proxmox (minimum one SAU); VMware configuration maximums.',
  reads: ['volumes', 'storage-servers'],
  check: (model, report) => {
    for (const [key, { size: given, pools }] of inOrder(model.volumes)) {
      const units = inOrder(pools).flatMap(([server, tier]) =>
        inOrder(model['storage-servers'][server]?.pools ?? {})
          .filter(([, pool]) => pool.tier === tier)
          .map(([pool, { allocationUnit }]) => ({ allocationUnit, at: `storage-servers.${server}.pools.${pool}.allocationUnit` })),
      );
      const unit = [...units].sort((a, b) => b.allocationUnit - a.allocationUnit)[0];
      if (unit !== undefined && given < unit.allocationUnit)
        report({
          at: `volumes.${key}.size`,
          message: `\`${size(given)}\` is less than an allocation unit of its pool`,
          allowed: `at least ${size(unit.allocationUnit)}`,
          fix: 'make it larger',
          also: [{ at: unit.at, note: 'the allocation unit' }],
        });
      if (given > LARGEST)
        report({
          at: `volumes.${key}.size`,
          message: `\`${size(given)}\` is more than a VMFS datastore can hold`,
          allowed: `at most ${size(LARGEST)}`,
          fix: 'divide it into several volumes',
        });
    }
  },
};
