import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const volumePreferred: Rule = {
  id: 'volume-preferred',
  severity: 'error',
  title: 'The preferred side of a volume is the site of one of its servers.',
  reason:
    'Reads go to the preferred side, and after a cut it is the side meant to keep the volume. A side without a copy makes every access cross the link.',
  source: 'DataCore host configuration guide for VMware (preferred server, ALUA).',
  reads: ['volumes', 'storage-servers'],
  check: (model, report) => {
    for (const [key, { preferred, pools }] of inOrder(model.volumes)) {
      const sites = [...new Set(inOrder(pools).flatMap(([server]) => model['storage-servers'][server]?.site ?? []))].sort();
      if (sites.length === 0 || sites.includes(preferred)) continue;
      report({
        at: `volumes.${key}.preferred`,
        message: `\`${preferred}\` has no copy of volume \`${key}\``,
        allowed: quoted(sites),
        fix: `write \`preferred: ${sites[0] ?? ''}\`, or add a pool at \`${preferred}\``,
        also: [{ at: `volumes.${key}.pools`, note: 'its servers' }],
      });
    }
  },
};
