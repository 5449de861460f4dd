import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { sizes } from './lib/text';

export const poolCapacity: Rule = {
  id: 'pool-capacity',
  severity: 'error',
  title: 'The volumes of a pool fit in it, counted in full.',
  reason:
    'Volumes are thin, so a pool that is promised twice works until it is full. Then every volume on it stops at once, and on both sides of the mirror in the same hour.',
  source: 'DataCore best practice guide (pool thresholds, oversubscription); decision of this project: none.',
  reads: ['volumes', 'storage-servers'],
  waivable: true,
  check: (model, report) => {
    for (const [server, { pools }] of inOrder(model['storage-servers'])) {
      for (const [pool, { tier, capacity }] of inOrder(pools)) {
        const on = inOrder(model.volumes).filter(([, volume]) => volume.pools[server] === tier);
        const sum = on.reduce((total, [, volume]) => total + volume.size, 0);
        if (sum <= capacity) continue;
        const [shown, given] = sizes(sum, capacity);
        const largest = [...on].sort(([, a], [, b]) => b.size - a.size).slice(0, 3);
        report({
          at: `storage-servers.${server}.pools.${pool}.capacity`,
          message: `the volumes of pool \`${pool}\` of \`${server}\` sum up to \`${shown}\`, but it has ${given}`,
          fix: 'grow the pool, or move a volume to another tier',
          also: largest.map(([key]) => ({ at: `volumes.${key}.size`, note: `volume \`${key}\`` })),
        });
      }
    }
  },
};
