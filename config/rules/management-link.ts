import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { sharedRisks } from './lib/shared-risks';
import { interSite } from './lib/sites';

export const managementLink: Rule = {
  id: 'management-link',
  severity: 'error',
  title: 'Management between the sites has a link that carries no mirror, and shares no duct, entry or point of presence with one.',
  reason:
    'When the mirror links are cut, the servers agree over the management path which copy is current. If management falls with the mirrors, by being in the same link or the same trench, the cut becomes a partition and the witness must decide.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184): a further independent link for management.',
  reads: ['sites', 'links'],
  waivable: true,
  check: (model, report) => {
    const links = inOrder(model.links).filter(([, link]) => interSite(model, link.ends));
    const carrying = links.filter(([, { carries }]) => carries.includes('management'));
    const isMirror = ([, { carries }]: (typeof links)[number]): boolean => carries.includes('mirror-1') || carries.includes('mirror-2');
    const apart = carrying.filter((link) => !isMirror(link));
    if (apart.length > 0) {
      const mirrors = links.filter(isMirror);
      const shared = apart.map((link) => mirrors.flatMap((mirror) => sharedRisks(mirror, link)));
      // One that is alone is enough.
      if (shared.some((risks) => risks.length === 0)) return;
      const fewest = [...shared].sort((a, b) => a.length - b.length)[0] ?? [];
      for (const { at, shown, link, other } of fewest)
        report({
          at,
          message: `link \`${link}\`, which keeps management when the mirrors are cut, shares ${shown} with \`${other.link}\`, which carries a mirror`,
          fix: 'lead it another way',
          also: [{ at: other.at, note: 'the mirror’s' }],
        });
      return;
    }
    const [key] = carrying[0] ?? links[0] ?? [];
    report({
      at: key === undefined ? 'links' : `links.${key}.carries`,
      aim: 'key',
      message:
        carrying.length === 0
          ? 'no link between the datacenter sites carries `management`'
          : 'every link that carries `management` carries a mirror too',
      fix: 'add a third link, such as a radio link, that carries `management`',
    });
  },
};
