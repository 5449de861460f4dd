import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const volumePool: Rule = {
  id: 'volume-pool',
  severity: 'error',
  title: 'The server of a volume has exactly one pool of the tier that the volume asks for.',
  reason:
    'A volume is made in a pool of each of its servers. Where the tier does not exist the applier can make nothing; where it exists twice, it could only guess.',
  source: 'DataCore REST Support reference guide (virtual disks: first and second pool).',
  reads: ['volumes', 'storage-servers'],
  check: (model, report) => {
    for (const [key, { pools }] of inOrder(model.volumes)) {
      for (const [server, tier] of inOrder(pools)) {
        const tiers = inOrder(model['storage-servers'][server]?.pools ?? {}).map(([, pool]) => pool.tier as string);
        const count = tiers.filter((candidate) => candidate === tier).length;
        if (count === 1) continue;
        report({
          at: `volumes.${key}.pools.${server}`,
          message: `server \`${server}\` has ${count === 0 ? 'no pool' : `${String(count)} pools`} of tier \`${tier}\``,
          ...(count === 0 ? { allowed: quoted(new Set(tiers)) } : {}),
          fix: count === 0 ? 'choose another tier' : 'keep one pool per tier and server',
          also: [{ at: `storage-servers.${server}.pools`, note: 'its pools' }],
        });
      }
    }
  },
};
