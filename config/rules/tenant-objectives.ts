import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

export const tenantObjectives: Rule = {
  id: 'tenant-objectives',
  severity: 'error',
  title: 'The class of a tenant’s workload keeps what was agreed with the tenant.',
  reason:
    'The agreement is what the tenant counts on. A class that allows a longer interruption or a greater loss breaks it on the day of the failure, by design.',
  source: 'ISO 22301; the hosting agreement (DMIA, PDMA).',
  reads: ['classes', 'tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, owner, ownerKind, class: name }] of inOrder(model.workloads)) {
      const agreed = ownerKind === 'tenants' ? model.tenants[owner]?.objectives : undefined;
      const promised = model.classes[name];
      if (agreed === undefined || promised === undefined) continue;
      for (const field of ['dmia', 'pdma'] as const) {
        if (promised[field] <= agreed[field]) continue;
        report({
          at: `${path}.class`,
          message: `class \`${name}\` allows a ${field.toUpperCase()} of \`${duration(promised[field])}\`, the tenant ${duration(agreed[field])}`,
          fix: 'choose a stricter class, or agree on another objective',
          also: [
            { at: `tenants.${owner}.objectives.${field}`, note: 'what was agreed' },
            { at: `classes.${name}.${field}`, note: 'what the class promises' },
          ],
        });
      }
    }
  },
};
