import { expectOnly } from '../expect';
import { addressesOf, approvalOf } from '../leaving';
import { leavingMachine } from '../leaving-machine';
import type { Step } from '../step';

export const deletionApproved: Step = {
  key: 'deletion-approved',
  title: 'Delete the same machine with an approval',
  run: async (stage) => {
    const { subject, what, edits, key } = leavingMachine(stage);
    const approval = approvalOf(stage.draft, 'depart-machine', [key], stage.settings.asOf);
    const approved = addressesOf(stage.settings.lab.folder.estate, [key]);
    const stacks = await stage.change({ subject, what: `${what}, approved`, edits: [...edits, approval] }, { approved });
    expectOnly(stacks, { delete: ['vsphere_virtual_machine', 'vsphere_ha_vm_override'] }, WITH_IT);
  },
};

/** Groups and rules that named it, and are empty without it. */
const ARRANGEMENT = [
  'vsphere_compute_cluster_vm_group',
  'vsphere_compute_cluster_vm_host_rule',
  'vsphere_compute_cluster_vm_anti_affinity_rule',
  'vsphere_compute_cluster_vm_dependency_rule',
  'vsphere_resource_pool',
  'vsphere_entity_permissions',
];
const WITH_IT = { delete: ARRANGEMENT, update: ARRANGEMENT };
