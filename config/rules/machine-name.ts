import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';
import { longNames } from './lib/long-names';

/** A label of DNS; vSphere itself would take 80 characters. */
const LONGEST = 63;

export const machineName: Rule = {
  id: 'machine-name',
  severity: 'error',
  title: 'Names of VMs and machines are given once and fit into a label of DNS.',
  reason:
    'A VM is called `<owner>-<key>` in vCenter and in DNS. DNS ends a label at 63 characters, and two owners such as `a` and `a-b` can arrive at one name.',
  source: 'RFC 1035, section 2.3.4; vSphere: 80 characters.',
  reads: ['tenants', 'services', 'machines'],
  check: (model, report) => {
    const names = [
      ...inOrder(model.workloads).map(([, { name, path }]) => ({ value: name, at: `${path}.title` })),
      ...inOrder(model.machines).map(([key]) => ({ value: key, at: `machines.${key}.title` })),
    ];
    for (const verdict of longNames(names, LONGEST)) report(verdict);
    for (const { again, first } of repeated(names))
      report({
        at: again.at,
        aim: 'key',
        message: `the name \`${again.value}\` is already given`,
        fix: 'choose another key',
        also: [{ at: first.at, note: 'first given here' }],
      });
  },
};
