import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';
import type { Rule } from './rule';

export const backupCatalogue: Rule = {
  id: 'backup-catalogue',
  severity: 'error',
  title: 'The catalogue of the backups is dumped to disk at each datacenter site.',
  reason:
    'Copies that nobody finds are no copies: a director that was lost with its site is made anew and reads where everything lies from the dump at the other one. Without it each cartridge has to be read to know what is on it.',
  source: 'ANSSI, sauvegarde des systèmes d’information; Bacula, disaster recovery (catalog backup).',
  reads: ['sites', 'repositories'],
  waivable: true,
  check: (model, report) => {
    const dumps = inOrder(model.repositories).filter(([, { catalogue }]) => catalogue);
    for (const [key, { medium }] of dumps)
      if (medium !== 'disk')
        report({
          at: `repositories.${key}.catalogue`,
          message: `the catalogue is dumped to \`${key}\`, a tape: it is needed before any tape can be read`,
          fix: 'dump it to a disk repository',
        });
    const sites = dumps.flatMap(([, { medium, site }]) => (medium === 'disk' ? [site] : []));
    for (const site of withoutSites(model, sites)) {
      const here = inOrder(model.repositories).find(([, repository]) => repository.site === site && repository.medium === 'disk')?.[0];
      report({
        at: here === undefined ? 'repositories' : `repositories.${here}.title`,
        aim: 'key',
        message: `no repository at \`${site}\` has the catalogue of the backups`,
        fix: here === undefined ? `describe a disk repository at \`${site}\`` : `write \`catalogue: true\` for \`${here}\``,
      });
    }
  },
};
