/** What exists already under a name of its own is found under that name, wherever it is asked for, and keeps its address in the stacks. */
import type { Model } from '../../config/model/model';
import { edited, rendered, renderModel, type Body, type Editable } from '../stacks/rendered';

const minimal = rendered('minimal').model;
const changed = (change: (model: Editable<Model>) => void) => renderModel(edited(minimal, change));
const dataOf = (body: unknown, type: string): Record<string, Body> => (body as { data: Record<string, Record<string, Body>> }).data[type]!;

describe('names of what exists already', () => {
  test('a cluster, its pools, a datastore, a switch and a role', () => {
    const { stacks } = changed((model) => {
      Object.assign(model.clusters['production']!, { existing: true, inventoryName: 'Cluster Production' });
      Object.assign(model.datastores['donnees-mairie-1']!, { existing: true, inventoryName: 'LUN 1 (mairie)' });
      Object.assign(model['distributed-switches']['general']!, { existing: true, inventoryName: 'DSwitch 1' });
      Object.assign(model.roles['exploitant']!, { existing: true, inventoryName: 'Exploitants ${x}' });
    });
    const tenant = stacks.get('tenant-ville');
    expect(dataOf(tenant, 'vsphere_compute_cluster')['production']).toMatchObject({ name: 'Cluster Production' });
    // Below the root pool of the cluster, wherever that lies: its name in a path would miss the folders above it.
    expect(dataOf(tenant, 'vsphere_resource_pool')['tenants_production']).toMatchObject({
      name: 'tenants',
      parent_resource_pool_id: '${data.vsphere_compute_cluster.production.resource_pool_id}',
    });
    expect(dataOf(tenant, 'vsphere_datastore')['donnees-mairie-1']).toMatchObject({ name: 'LUN 1 (mairie)' });
    expect(dataOf(tenant, 'vsphere_distributed_virtual_switch')['general']).toMatchObject({ name: 'DSwitch 1' });
    expect(dataOf(tenant, 'vsphere_role')['exploitant']).toMatchObject({ label: 'Exploitants $${x}' });
    expect(dataOf(stacks.get('telecom'), 'vsphere_distributed_virtual_switch')['general']).toMatchObject({ name: 'DSwitch 1' });
  });

  test('a network of an owner', () => {
    const { stacks } = changed((model) => {
      Object.assign(model.networks['ville/serveurs']!, { existing: true, name: 'VM Network' });
    });
    expect(dataOf(stacks.get('tenant-ville'), 'vsphere_network')['ville_serveurs']).toMatchObject({ name: 'VM Network' });
  });

  test('a network of hosts: their adapters exist as it does, and none is made a second time', () => {
    const { stacks } = changed((model) => Object.assign(model.networks['iscsi-a']!, { existing: true, name: 'iSCSI A' }));
    const hosts = Object.keys(minimal.hosts);
    const adapters = (names: readonly string[]) => names.filter((name) => name.startsWith(hosts[0]!)).sort();
    const before = Object.keys(rendered('minimal').stacks.get('telecom')!.resource['vsphere_vnic']!);
    const after = Object.keys(stacks.get('telecom')!.resource['vsphere_vnic']!);
    expect(adapters(before)).toContain(`${hosts[0]!}_iscsi-a`);
    expect(adapters(after)).toEqual(adapters(before).filter((name) => name !== `${hosts[0]!}_iscsi-a`));
  });

  test('the folder of a tenant, and a machine that its rules name', () => {
    const { stacks } = changed((model) => {
      Object.assign(model.tenants['ville']!, { existing: true, inventoryName: 'Clients/Ville' });
    });
    const tenant = stacks.get('tenant-ville')!;
    expect(dataOf(tenant, 'vsphere_folder')['ville']).toMatchObject({ path: '/Ville/vm/Clients/Ville' });
    const machines = Object.values(tenant.resource['vsphere_virtual_machine']!);
    expect(machines.map((machine) => machine['folder'])).toEqual(machines.map(() => 'Clients/Ville'));
    const after = changed((model) => Object.assign(model.workloads['ville/fichiers']!, { existing: true, name: 'SRV-FIC01' }));
    expect(dataOf(after.stacks.get('tenant-ville'), 'vsphere_virtual_machine')['ville_fichiers']).toMatchObject({ name: 'SRV-FIC01' });
  });

  test('a virtual disk: the key stays its name among the facts', () => {
    const { stacks } = changed((model) => {
      Object.assign(model.volumes['donnees-mairie-1']!, { existing: true, inventoryName: 'Données 1' });
    });
    const made = stacks.get('volumes')!.resource['null_resource']!['donnees-mairie-1_existing'] as Body & { triggers: { order: string } };
    expect(JSON.parse(made.triggers.order)).toEqual({ inventoryName: 'Données 1', name: 'donnees-mairie-1' });
  });
});
