import { closest } from 'fastest-levenshtein';
import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const coolingKnown: Rule = {
  id: 'cooling-known',
  severity: 'error',
  title: 'A cooling unit names rooms and a feed of its own site.',
  reason:
    'A room that loses its last cooling unit falls with it, and a unit falls with its feed. A key that the site does not have breaks that chain without a sound.',
  source: 'Decision of this project.',
  reads: ['sites'],
  check: (model, report) => {
    for (const [site, { rooms, feeds, cooling }] of inOrder(model.sites)) {
      for (const [unit, { rooms: cooled, feed }] of inOrder(cooling)) {
        const path = `sites.${site}.cooling.${unit}`;
        const named = [
          ...cooled.map((key, index) => ({ at: `${path}.rooms.${String(index)}`, key, known: rooms, what: 'room' })),
          { at: `${path}.feed`, key: feed, known: feeds, what: 'power feed' },
        ];
        for (const { at, key, known, what } of named) {
          const keys = Object.keys(known).sort();
          if (!keys.includes(key))
            report({
              at,
              message: `\`${key}\` is no ${what} of site \`${site}\``,
              allowed: quoted(keys),
              fix: `did you mean \`${closest(key, keys)}\`?`,
            });
        }
      }
    }
  },
};
