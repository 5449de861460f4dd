import { inOrder } from '../model/model';
import type { Rule } from './rule';

export const rolePrivileges: Rule = {
  id: 'role-privileges',
  severity: 'error',
  title: 'A role names no privilege that every role has.',
  reason:
    'System.Anonymous, System.Read and System.View are in every role of vCenter. The provider leaves them out when it reads a role, so one that names them differs from itself at every plan.',
  source: 'Tried with vmware/vsphere 2.16.1: the second plan of such a role was never empty.',
  reads: ['roles'],
  check: (model, report) => {
    for (const [key, role] of inOrder(model.roles)) {
      for (const [index, privilege] of role.privileges.entries()) {
        if (!privilege.startsWith('System.')) continue;
        report({
          at: `roles.${key}.privileges.${String(index)}`,
          message: `every role has \`${privilege}\``,
          fix: 'remove it; a role that only reads has no privileges to name',
        });
      }
    }
  },
};
