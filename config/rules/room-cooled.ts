import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { EQUIPMENT, equipment } from './lib/equipment';

export const roomCooled: Rule = {
  id: 'room-cooled',
  severity: 'warning',
  title: 'A room that holds hosts or storage servers is cooled.',
  reason:
    'A machine room without cooling reaches the shutdown temperature of its servers within minutes. If a room really needs none, the loss of cooling cannot be judged for it, and that should be known.',
  source: 'ASHRAE TC 9.9 thermal guidelines; decision of this project.',
  reads: ['sites', ...EQUIPMENT],
  waivable: true,
  check: (model, report) => {
    const full = new Map<string, string>();
    for (const { collection, path, site, room } of equipment(model)) {
      if (collection === 'hosts' || collection === 'storage-servers') full.set(`${site}.${room}`, full.get(`${site}.${room}`) ?? path);
    }
    for (const [site, { rooms, cooling }] of inOrder(model.sites)) {
      for (const [room] of inOrder(rooms)) {
        const holder = full.get(`${site}.${room}`);
        if (holder === undefined || Object.values(cooling).some((unit) => unit.rooms.includes(room))) continue;
        report({
          at: `sites.${site}.rooms.${room}`,
          aim: 'key',
          message: `no cooling unit cools room \`${room}\``,
          fix: 'add the room to the `rooms` of a unit below `cooling`',
          also: [{ at: `${holder}.room`, note: 'equipment in that room' }],
        });
      }
    }
  },
};
