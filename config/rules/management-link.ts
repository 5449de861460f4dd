import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { interSite } from './lib/sites';

export const managementLink: Rule = {
  id: 'management-link',
  severity: 'error',
  title: 'Management between the sites has a link that carries no mirror.',
  reason:
    'When the mirror links are cut, the servers agree over the management path which copy is current. If management fell with the mirrors, the cut becomes a partition and the witness must decide.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184): a further independent link for management.',
  reads: ['sites', 'links'],
  waivable: true,
  check: (model, report) => {
    const links = inOrder(model.links).filter(([, link]) => interSite(model, link.ends));
    const carrying = links.filter(([, { carries }]) => carries.includes('management'));
    if (carrying.some(([, { carries }]) => !carries.includes('mirror-1') && !carries.includes('mirror-2'))) return;
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
