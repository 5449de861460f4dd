import { expectOnly } from '../expect';
import { addressesOf } from '../leaving';
import { leavingMachine } from '../leaving-machine';
import type { Step } from '../step';

export const deletionApproved: Step = {
  key: 'deletion-approved',
  title: 'Delete the same machine with an approval',
  run: async (stage) => {
    const { subject, what, edits, keys, approval } = leavingMachine(stage);
    const approved = addressesOf(stage.settings.lab.folder.estate, keys);
    const names = [stage.model.workloads[subject]?.name ?? ''];
    const touched = () => ({ machines: names, vcenterMachines: names });
    const stacks = await stage.change({ subject, what: `${what}, approved`, edits: [...edits, approval] }, { approved, touched });
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
