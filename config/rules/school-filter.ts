import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const schoolFilter: Rule = {
  id: 'school-filter',
  severity: 'error',
  title: 'A kindergarten is filtered by an allow-list, every school with safe search.',
  reason:
    'A deny-list lets through what nobody has listed yet. The youngest cannot turn away from it, so they get what was chosen for them and nothing else.',
  source: 'Éducation nationale, circulaire 2004-035 (protection des mineurs); decision of this project.',
  reads: ['schools', 'filter-profiles'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { level, filter }] of inOrder(model.schools)) {
      const profile = model['filter-profiles'][filter];
      if (profile === undefined) continue;
      if (level === 'kindergarten' && profile.mode !== 'allow-list')
        report({
          at: `schools.${key}.filter`,
          message: `\`${filter}\` is a deny-list, for a kindergarten`,
          allowed: 'a profile with `mode: allow-list`',
          fix: 'choose another profile',
          also: [{ at: `filter-profiles.${filter}.mode`, note: 'the profile' }],
        });
      if (!profile.safeSearch)
        report({
          at: `schools.${key}.filter`,
          message: `\`${filter}\` switches safe search off`,
          fix: 'choose another profile',
          also: [{ at: `filter-profiles.${filter}.safeSearch`, note: 'the profile' }],
        });
    }
  },
};
