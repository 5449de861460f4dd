import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';
import { longNames } from './lib/long-names';

const LONGEST = 80;

export const networkName: Rule = {
  id: 'network-name',
  severity: 'error',
  title: 'Names of port groups are given once and have at most 80 characters.',
  reason:
    'A port group is called `<owner>-<key>`, and VMs find it by that name. vSphere refuses longer names, and of two with one name a VM would get either.',
  source: 'vSphere API reference (entity names); vmware/vsphere provider, data source vsphere_network.',
  reads: ['networks', 'tenants', 'schools'],
  check: (model, report) => {
    const names = inOrder(model.networks).map(([, { name, path, inventoryName }]) => ({
      value: name,
      at: `${path}.${inventoryName === undefined ? 'title' : 'inventoryName'}`,
    }));
    for (const verdict of longNames(names, LONGEST)) report(verdict);
    for (const { again, first } of repeated(names))
      report({
        at: again.at,
        aim: again.at.endsWith('.title') ? 'key' : 'value',
        message: `there is already a network named \`${again.value}\``,
        fix: again.at.endsWith('.title') ? 'choose another key' : 'write the name that vCenter shows',
        also: [{ at: first.at, note: 'first named here' }],
      });
  },
};
