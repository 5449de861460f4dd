import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';
import { quoted } from './lib/text';

export const volumePool: Rule = {
  id: 'volume-pool',
  severity: 'error',
  title: 'The server of a volume has a pool of the tier that the volume asks for, and one of each tier at most.',
  reason:
    'A volume is made in a pool of each of its servers. Where the tier does not exist the applier can make nothing; where it exists twice, it could only guess.',
  source: 'DataCore REST Support reference guide (virtual disks: first and second pool).',
  reads: ['volumes', 'storage-servers'],
  check: (model, report) => {
    for (const [server, { pools }] of inOrder(model['storage-servers'])) {
      const tiers = inOrder(pools).map(([pool, { tier }]) => ({ value: tier, at: `storage-servers.${server}.pools.${pool}.tier` }));
      for (const { again, first } of repeated(tiers)) {
        report({
          at: again.at,
          message: `server \`${server}\` has two pools of tier \`${again.value}\``,
          fix: 'keep one pool per tier and server',
          also: [{ at: first.at, note: 'the other pool' }],
        });
      }
    }
    for (const [key, { pools }] of inOrder(model.volumes)) {
      for (const [server, tier] of inOrder(pools)) {
        const tiers = new Set(Object.values(model['storage-servers'][server]?.pools ?? {}).map((pool) => pool.tier));
        if (tiers.has(tier)) continue;
        report({
          at: `volumes.${key}.pools.${server}`,
          message: `server \`${server}\` has no pool of tier \`${tier}\``,
          allowed: quoted([...tiers].sort()),
          fix: 'choose another tier',
          also: [{ at: `storage-servers.${server}.pools`, note: 'its pools' }],
        });
      }
    }
  },
};
