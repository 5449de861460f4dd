import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

export const useBothSites: Rule = {
  id: 'use-both-sites',
  severity: 'error',
  title: 'Every use of the Internet has accesses on both sites.',
  reason:
    'A use leaves by its first access that works. If all of them are at one site, the loss of that site cuts the use although the VMs behind it restart at the other.',
  source: 'Decision of this project: differentiated accesses, mutually backed up.',
  reads: ['sites', 'accesses', 'uses'],
  check: (model, report) => {
    for (const [key, { accesses }] of inOrder(model.uses)) {
      for (const site of withoutSites(
        model,
        accesses.map((access) => model.accesses[access]?.site ?? ''),
      )) {
        const there = inOrder(model.accesses)
          .filter(([, access]) => access.site === site)
          .map(([access]) => access);
        report({
          at: `uses.${key}.accesses`,
          aim: 'key',
          message: `use \`${key}\` has no access at \`${site}\``,
          ...(there.length === 0
            ? { fix: `describe an access at \`${site}\`` }
            : { allowed: there.join(', '), fix: `add one of the accesses at \`${site}\`` }),
        });
      }
    }
  },
};
