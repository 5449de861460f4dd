import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const backupPlaces: Rule = {
  id: 'backup-places',
  severity: 'error',
  title: 'Level 1 is a disk repository at the home site, level 2 one at the other site.',
  reason:
    'The near copy restores fast; the far one is there when the site is not. Two copies at one site are lost with it, and the name of the level would hide that.',
  source: '3-2-1-1-0: one copy at another place; decision of this project.',
  reads: ['repositories', 'backup-classes'],
  check: (model, report) => {
    for (const [key, { repositories }] of inOrder(model['backup-classes'])) {
      for (const [site, levels] of inOrder(repositories)) {
        for (const level of ['near', 'far'] as const) {
          const name = levels[level];
          const repository = model.repositories[name];
          if (repository === undefined) continue;
          const at = `backup-classes.${key}.repositories.${site}.${level}`;
          const also = (field: string) => [{ at: `repositories.${name}.${field}`, note: 'the repository' }];
          if (repository.medium !== 'disk')
            report({
              at,
              message: `\`${name}\` is no disk repository`,
              allowed: candidates(level, site),
              fix: 'levels 1 and 2 lie on disk',
              also: also('medium'),
            });
          else if (level === 'near' && repository.site !== site)
            report({
              at,
              message: `\`${name}\` is at \`${repository.site}\`, not at \`${site}\``,
              allowed: candidates(level, site),
              fix: 'name a repository of the home site',
              also: also('site'),
            });
          else if (level === 'far' && repository.site === site)
            report({
              at,
              message: `\`${name}\` is at \`${site}\` too: no copy is elsewhere`,
              allowed: candidates(level, site),
              fix: 'name a repository of the other site',
              also: also('site'),
            });
        }
      }
    }
    function candidates(level: 'near' | 'far', site: string): string {
      const fitting = inOrder(model.repositories).filter(
        ([, { medium, site: place }]) => medium === 'disk' && (place === site) === (level === 'near'),
      );
      return fitting.map(([key]) => key).join(', ') || 'none is described';
    }
  },
};
