import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const workloadTemplate: Rule = {
  id: 'workload-template',
  severity: 'error',
  title: 'A VM names the template that it is cloned from, unless it exists already.',
  reason:
    'What does not exist is made from a template. What exists is only read, and a template there would be a promise that nothing keeps.',
  source: 'Decision of this project; vmware/vsphere provider, vsphere_virtual_machine (clone).',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, key, template, existing }] of inOrder(model.workloads)) {
      if (template === undefined && !existing)
        report({
          at: `${path}.title`,
          aim: 'key',
          message: `\`${key}\` names no template`,
          fix: 'add `template:`, or `existing: true` if the VM is there already',
        });
      if (template !== undefined && existing)
        report({
          at: `${path}.template`,
          message: `\`${key}\` exists: template \`${template}\` is never used`,
          fix: 'remove `template`',
          also: [{ at: `${path}.existing`, note: 'read, never made' }],
        });
    }
  },
};
