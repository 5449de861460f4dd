import { closest } from 'fastest-levenshtein';
import type { Rule } from './rule';
import { EQUIPMENT, equipment } from './lib/equipment';
import { quoted } from './lib/text';

export const placementKnown: Rule = {
  id: 'placement-known',
  severity: 'error',
  title: 'The room and the feeds of equipment exist at its site.',
  reason:
    'The proof switches off rooms and feeds one by one. A key that its site does not have is never switched off, and the equipment seems to survive everything.',
  source: 'Decision of this project.',
  reads: ['sites', ...EQUIPMENT],
  check: (model, report) => {
    for (const { path, site, room, feeds } of equipment(model)) {
      const place = model.sites[site];
      if (place === undefined) continue;
      const places = [
        { at: `${path}.room`, key: room, known: Object.keys(place.rooms).sort(), what: 'room' },
        ...feeds.map((key, index) => ({
          at: `${path}.feeds.${String(index)}`,
          key,
          known: Object.keys(place.feeds).sort(),
          what: 'power feed',
        })),
      ];
      for (const { at, key, known, what } of places) {
        if (known.includes(key)) continue;
        report({
          at,
          message: `\`${key}\` is no ${what} of site \`${site}\``,
          allowed: quoted(known),
          fix: `did you mean \`${closest(key, known)}\`?`,
          also: [{ at: `sites.${site}.${what === 'room' ? 'rooms' : 'feeds'}`, note: 'those of the site' }],
        });
      }
    }
  },
};
