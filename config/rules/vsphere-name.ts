import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const vsphereName: Rule = {
  id: 'vsphere-name',
  severity: 'error',
  title: 'Names of what exists in vCenter have no /, \\ or %, and no blanks around.',
  reason: 'vSphere writes these characters as %2f, %5c and %25, and a path is split at each `/`. The object exists, and is never found.',
  source: 'vSphere API reference (ManagedEntity.name); vmware/terraform-provider-vsphere #1699 (trailing blanks and slashes).',
  reads: ['estate', 'templates'],
  check: (model, report) => {
    const names = [
      { name: model.estate.vcenter.datacenter, at: 'estate.vcenter.datacenter' },
      ...inOrder(model.templates).map(([key, { name }]) => ({ name, at: `templates.${key}.name` })),
    ];
    for (const { name, at } of names)
      if (/[/\\%]|^\s|\s$/.test(name))
        report({
          at,
          message: `\`${name}\` is no name that vSphere keeps as it is`,
          allowed: 'no /, \\, % and no blanks around',
          fix: 'write the name as vCenter shows it, without its folder',
        });
  },
};
