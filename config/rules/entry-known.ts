import { closest } from 'fastest-levenshtein';
import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const entryKnown: Rule = {
  id: 'entry-known',
  severity: 'error',
  title: 'The building entry of a link or an access exists at that site.',
  reason: 'Two links that enter by the same hole fall to the same digger. An entry that the site does not have hides what they share.',
  source: 'Decision of this project.',
  reads: ['sites', 'links', 'accesses'],
  check: (model, report) => {
    const named = [
      ...inOrder(model.links).flatMap(([key, { ends }]) =>
        inOrder(ends).map(([site, { entry }]) => ({ at: `links.${key}.ends.${site}.entry`, site, entry })),
      ),
      ...inOrder(model.accesses).map(([key, { site, entry }]) => ({ at: `accesses.${key}.entry`, site, entry })),
    ];
    for (const { at, site, entry } of named) {
      const known = Object.keys(model.sites[site]?.entries ?? {}).sort();
      if (known.includes(entry)) continue;
      report({
        at,
        message: `\`${entry}\` is no entry of site \`${site}\``,
        allowed: quoted(known),
        fix: `did you mean \`${closest(entry, known)}\`?`,
        also: [{ at: `sites.${site}.entries`, note: 'those of the site' }],
      });
    }
  },
};
