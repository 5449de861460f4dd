import { distance } from 'fastest-levenshtein';
import { inOrder } from '../model/model';
import { nearest } from '../nearest';
import { PRIVILEGES } from './lib/privileges';
import type { Rule } from './rule';

/** Letters that a slip of the hand changes. Further away it is another name, which a product may have brought. */
const SLIP = 2;

export const privilegeKnown: Rule = {
  id: 'privilege-known',
  severity: 'warning',
  title: 'The privileges of a role are spelt as vSphere spells them.',
  reason:
    'vCenter refuses a role with a privilege that it does not know, when the role is applied and the stacks before it are made. Products bring privileges of their own, so only a name that is nearly one of vSphere’s is told.',
  source: 'vSphere Web Services API, AuthorizationManager.privilegeList; tried with vmware/vsphere 2.16.1: it fails at apply.',
  reads: ['roles'],
  check: (model, report) => {
    const known = new Set(PRIVILEGES);
    for (const [key, role] of inOrder(model.roles)) {
      for (const [index, privilege] of role.privileges.entries()) {
        if (known.has(privilege) || privilege.startsWith('System.')) continue;
        const meant = nearest(privilege, PRIVILEGES);
        if (meant === undefined || distance(privilege, meant) > SLIP) continue;
        report({
          at: `roles.${key}.privileges.${String(index)}`,
          message: `vSphere has no privilege \`${privilege}\``,
          fix: `did you mean \`${meant}\`?`,
        });
      }
    }
  },
};
