import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const backupTape: Rule = {
  id: 'backup-tape',
  severity: 'error',
  title: 'Level 3 names a tape repository and how long copies are kept, and cartridges lie at another place than the library.',
  reason:
    'A cartridge in the library burns with it, and with the disks beside it. Carried elsewhere, it is the one copy that neither fire nor network reaches.',
  source: 'ANSSI, sauvegarde des systèmes d’information (copie hors ligne); 3-2-1-1-0.',
  reads: ['repositories', 'backup-classes'],
  check: (model, report) => {
    for (const [key, { levels, tape }] of inOrder(model['backup-classes'])) {
      const path = `backup-classes.${key}`;
      if (tape !== undefined && levels.tape === undefined)
        report({
          at: `${path}.tape`,
          message: `\`${tape}\` is named, but \`levels\` says nothing about tape`,
          fix: 'add `tape:` to `levels`',
          also: [{ at: `${path}.levels`, note: 'the levels' }],
        });
      if (tape === undefined && levels.tape !== undefined)
        report({
          at: `${path}.levels.tape`,
          aim: 'key',
          message: `class \`${key}\` keeps tapes but names no tape repository`,
          fix: 'add `tape:`',
        });
      const medium = model.repositories[tape ?? '']?.medium;
      if (medium !== undefined && medium !== 'tape')
        report({
          at: `${path}.tape`,
          message: `\`${tape ?? ''}\` is no tape repository`,
          fix: 'name a tape library',
          also: [{ at: `repositories.${tape ?? ''}.medium`, note: 'its medium' }],
        });
    }
    for (const [key, { medium, offline, site }] of inOrder(model.repositories)) {
      if (medium !== 'tape') continue;
      if (offline === undefined)
        report({
          at: `repositories.${key}.medium`,
          message: `\`${key}\` does not say where its cartridges are carried`,
          fix: 'add `offline:` with the `cabinet`',
        });
      else if (offline.cabinet === site)
        report({
          at: `repositories.${key}.offline.cabinet`,
          message: `the cartridges of \`${key}\` stay at \`${site}\`, where the library is`,
          fix: 'choose another site for the cabinet',
          also: [{ at: `repositories.${key}.site`, note: 'the library' }],
        });
    }
  },
};
