import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

/** Longest round trip in seconds that each use bears. */
const LIMITS = { 'mirror-1': 0.005, 'mirror-2': 0.005, 'storage-paths': 0.005, management: 0.005, vmotion: 0.01 } as const;

export const linkLatency: Rule = {
  id: 'link-latency',
  severity: 'error',
  title: 'Links of mirrors, storage paths and management have a round-trip time of at most 5 ms; those of vMotion, 10 ms.',
  reason:
    'Every write waits for the other side, so the round trip of the mirror is added to each of them. The vendor’s listing holds up to 5 ms for mirrors and for the management of the servers.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184); vSphere Metro Storage Cluster recommended practices.',
  reads: ['links'],
  check: (model, report) => {
    for (const [key, { rtt, carries }] of inOrder(model.links)) {
      const tightest = Object.entries(LIMITS)
        .filter(([use]) => carries.includes(use as keyof typeof LIMITS))
        .sort(([, a], [, b]) => a - b)[0];
      if (tightest === undefined || rtt <= tightest[1]) continue;
      report({
        at: `links.${key}.rtt`,
        message: `\`${duration(rtt)}\` is too long for \`${tightest[0]}\``,
        allowed: `at most ${duration(tightest[1])}`,
        fix: `let another link carry \`${tightest[0]}\``,
        also: [{ at: `links.${key}.carries`, note: 'what it carries' }],
      });
    }
  },
};
