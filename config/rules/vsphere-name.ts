import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { FOUND_WORDS, isFound } from './lib/found-names';

export const vsphereName: Rule = {
  id: 'vsphere-name',
  severity: 'error',
  title: 'Names of what exists in vCenter have no /, \\, %, *, ?, [ or ], and no blanks around.',
  reason:
    'vSphere writes the first three as %2f, %5c and %25, and a path is split at each `/`; the provider reads the others as a pattern. The object exists, and is never found, or another one is.',
  source: 'vSphere API reference (ManagedEntity.name); vmware/terraform-provider-vsphere #1699 (trailing blanks and slashes).',
  reads: ['estate', 'templates'],
  check: (model, report) => {
    const names = [
      { name: model.estate.vcenter.datacenter, at: 'estate.vcenter.datacenter' },
      ...inOrder(model.templates).map(([key, { name }]) => ({ name, at: `templates.${key}.name` })),
    ];
    for (const { name, at } of names)
      if (!isFound(name))
        report({
          at,
          message: `\`${name}\` is no name that vSphere keeps as it is`,
          allowed: FOUND_WORDS,
          fix: 'write the name as vCenter shows it, without its folder',
        });
  },
};
