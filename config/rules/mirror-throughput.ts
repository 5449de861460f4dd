import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { format } from '../model/quantities';

/** Mbit/s in a MiB/s. */
const MEGABITS = (8 * 1024 ** 2) / 1e6;

export const mirrorThroughput: Rule = {
  id: 'mirror-throughput',
  severity: 'warning',
  title: 'A link that carries a mirror is as fast as the fastest mirrored pool writes through.',
  reason:
    'What a pool writes without its cache is the least that it sustains. A link below that slows writes while all is well, more than the loss of a side would. The other mirror link alone must do when one is cut.',
  source: 'Decision of this project, from what the pools of the estate declare.',
  reads: ['links', 'storage-servers', 'volumes'],
  waivable: true,
  check: (model, report) => {
    const mirrored = Object.values(model.volumes).filter((volume) => volume.mirrored);
    const pools = inOrder(model['storage-servers']).flatMap(([key, server]) =>
      inOrder(server.pools)
        .filter(([, { tier }]) => mirrored.some((volume) => volume.pools[key] === tier))
        .map(([pool, { writeThroughThroughput }]) => ({
          at: `storage-servers.${key}.pools.${pool}.writeThroughThroughput`,
          shown: `pool \`${pool}\` of \`${key}\``,
          throughput: writeThroughThroughput,
        })),
    );
    const [fastest] = pools.sort((a, b) => b.throughput - a.throughput);
    if (fastest === undefined) return;
    for (const [key, { capacity, carries }] of inOrder(model.links)) {
      if (!carries.some((use) => use.startsWith('mirror-')) || capacity >= fastest.throughput * MEGABITS) continue;
      const needed = Math.ceil((fastest.throughput * MEGABITS) / 100) / 10;
      report({
        at: `links.${key}.capacity`,
        message: `the mirror link \`${key}\` has \`${format('rate', capacity)}\`, ${fastest.shown} writes ${format('throughput', fastest.throughput)} through`,
        allowed: `at least ${String(needed)} Gbit/s`,
        fix: 'let a faster link carry the mirror',
        also: [{ at: fastest.at, note: 'the fastest pool' }],
      });
    }
  },
};
