import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';

export const permissionGroups: Rule = {
  id: 'permission-groups',
  severity: 'error',
  title: 'A group stands once in the permissions of a tenant or service.',
  reason:
    'vCenter keeps one role per group and folder: the second grant replaces the first. Which of the two is left depends on their order, and the next plan wants to put the other back. Directories do not tell upper case from lower case.',
  source: 'vSphere security guide (a principal has one permission on an object); vmware/vsphere provider, vsphere_entity_permissions.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const collection of ['tenants', 'services'] as const) {
      for (const [key, { permissions }] of inOrder<Pick<(typeof model)['services'][string], 'permissions'>>(model[collection])) {
        const grants = permissions.map(({ group, role }, index) => ({
          value: group.toLowerCase(),
          at: `${collection}.${key}.permissions.${String(index)}.group`,
          group,
          role,
        }));
        for (const { again, first } of repeated(grants)) {
          report({
            at: again.at,
            message: `group \`${again.group}\` already has the role \`${first.role}\` here`,
            fix: again.role === first.role ? 'remove one of them' : 'keep one of them, with a role that has the privileges of both',
            also: [{ at: first.at, note: 'first granted here' }],
          });
        }
      }
    }
  },
};
