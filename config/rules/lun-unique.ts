import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';

export const lunUnique: Rule = {
  id: 'lun-unique',
  severity: 'error',
  title: 'Each volume has its own LUN number.',
  reason:
    'Every host sees every volume under its number. Serving a second volume under the same number is refused for some hosts and not for others, and VMs then see different disks from different hosts.',
  source: 'DataCore REST Support reference guide (Serve, StartingLUN); VMware: same LUN number on all hosts.',
  reads: ['volumes'],
  check: (model, report) => {
    const used = new Set(Object.values(model.volumes).map((volume) => volume.lun));
    const free = Array.from({ length: 256 }, (_, index) => index).find((lun) => lun > 0 && !used.has(lun));
    for (const { again, first } of repeated(
      inOrder(model.volumes).map(([key, { lun }]) => ({ value: String(lun), at: `volumes.${key}.lun`, key })),
    )) {
      report({
        at: again.at,
        message: `LUN \`${again.value}\` already belongs to volume \`${first.key}\``,
        ...(free === undefined ? {} : { fix: `choose a free one, such as ${String(free)}` }),
        also: [{ at: first.at, note: 'first used here' }],
      });
    }
  },
};
