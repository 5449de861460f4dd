/** By what names objects are imported that no state knows: from the configuration alone, for every kind of the estate’s stacks. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Configuration } from '../../scripts/lab/orphans/configuration';
import { importIdOf } from '../../scripts/lab/orphans/import-ids';
import { Children } from '../../scripts/lab/children';
import { labFolder } from '../../scripts/lab/folder';
import { importsJson, orphansOf } from '../../scripts/lab/orphans';
import { orphanLines } from '../../scripts/lab/orphans/say';
import { Terraform } from '../../scripts/lab/terraform';
import { rendered } from '../stacks/rendered';

const stacks = [...rendered('chelles').stacks.values()].map(({ json }) => new Configuration(json));

/** The first of each kind, with what it is imported by. */
function firstOfEachKind(): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const configuration of stacks)
    for (const described of configuration.described)
      known[described.kind] ??= importIdOf(described, configuration)?.ids.slice(0, 2) ?? 'none';
  return known;
}

const cluster = (more: object): string[] => [JSON.stringify({ compute_cluster_path: '/Chelles/host/production', ...more })];

test('every kind of chelles has its import, or none is needed or possible', () => {
  expect(firstOfEachKind()).toEqual({
    null_resource: 'none',
    vsphere_distributed_port_group: ['/Chelles/network/backup'],
    vsphere_distributed_virtual_switch: ['/Chelles/network/ecoles'],
    vsphere_vnic: ['${data.vsphere_host.esx-agglo-1.id}_vmk0', '${data.vsphere_host.esx-agglo-1.id}_vmk1'],
    vsphere_tag: ['{"category_name":"cordee-storage","tag_name":"agglo-capacity-mirrored"}'],
    vsphere_tag_category: ['cordee-storage'],
    vsphere_vm_storage_policy: [],
    vsphere_vmfs_datastore: ['${data.vsphere_datastore.orphan_archives-agglo.id}:${data.vsphere_host.esx-agglo-1.id}'],
    vsphere_compute_cluster: ['/Chelles/host/bureaux'],
    vsphere_compute_cluster_host_group: ['{"compute_cluster_path":"/Chelles/host/bureaux","name":"site-agglo"}'],
    vsphere_custom_attribute: ['cordee-contact'],
    vsphere_dpm_host_override: [
      '{"compute_cluster_path":"/Chelles/host/bureaux","host_path":"/Chelles/host/esx-bureaux-agglo-1.chelles.example"}',
    ],
    vsphere_folder: ['/Chelles/vm/services'],
    vsphere_resource_pool: ['/Chelles/host/bureaux/Resources/services'],
    vsphere_role: ['${data.vsphere_role.orphan_administrateur.id}'],
    vsphere_compute_cluster_vm_anti_affinity_rule: cluster({ name: 'annuaire_apart_ad-agglo' }),
    vsphere_compute_cluster_vm_dependency_rule: cluster({ name: 'annuaire_order_ad-agglo' }),
    vsphere_compute_cluster_vm_group: cluster({ name: 'annuaire_home_production_agglo' }),
    vsphere_compute_cluster_vm_host_rule: cluster({ name: 'annuaire_home_production_agglo' }),
    vsphere_entity_permissions: 'none',
    vsphere_ha_vm_override: cluster({ virtual_machine_path: '/Chelles/vm/services/annuaire/annuaire-ad-agglo' }),
    vsphere_virtual_machine: ['/Chelles/vm/services/annuaire/annuaire-ad-agglo'],
  });
});

test('a pool of an owner lies in the pool of all owners', () => {
  const [pool] = stacks.flatMap((configuration) =>
    configuration.described
      .filter(({ address }) => address === 'vsphere_resource_pool.ville_production')
      .map((described) => importIdOf(described, configuration)),
  );
  expect(pool).toEqual({ ids: ['/Chelles/host/production/Resources/tenants/ville'] });
});

test('the file of imports asks vCenter for numbers that only it knows, unless the stack does so already', () => {
  const data = { vsphere_role: { orphan_r: { label: 'r' } }, vsphere_datacenter: { estate: { name: 'Chelles' } } };
  const orphans = [
    { stack: 'servers', address: 'vsphere_role.r', id: '${data.vsphere_role.orphan_r.id}', data },
    { stack: 'servers', address: 'vsphere_vm_storage_policy.p', data: { vsphere_storage_policy: { orphan_p: { name: 'p' } } } },
  ];
  const known = new Configuration({ data: { vsphere_datacenter: { estate: { name: 'Chelles' } } } });
  expect(importsJson(orphans, known)).toEqual({
    data: { vsphere_role: { orphan_r: { label: 'r' } }, vsphere_storage_policy: { orphan_p: { name: 'p' } } },
    import: [{ to: 'vsphere_role.r', id: '${data.vsphere_role.orphan_r.id}' }],
  });
});

test('what no state knows is said in words that can be copied', () => {
  const orphans = [
    { stack: 'servers', address: 'vsphere_folder.a', id: '/Ville/vm/a' },
    { stack: 'storage', address: 'vsphere_vm_storage_policy.p', policy: 'cordee-or' },
  ];
  const block = ['# servers', 'import {', '  to = vsphere_folder.a', '  id = "/Ville/vm/a"', '}'];
  expect(orphanLines(orphans, false)).toEqual([
    '2 objects that no state knows; have Terraform take them over: --write',
    ...block,
    '# storage: vsphere_vm_storage_policy.p cannot be imported; remove it: govc storage.policy.rm cordee-or, and Terraform makes it anew',
  ]);
  expect(orphanLines(orphans, true)).toEqual([
    '2 objects that no state knows; apply the stacks again: lab_imports.tf.json is in each',
    ...block,
    '# storage: vsphere_vm_storage_policy.p cannot be imported; it was removed, and Terraform makes it anew',
  ]);
  expect(orphanLines([], false)).toEqual(['every object is in a state']);
});

test('on the stand-in, two tags of one name are told apart by their categories, also where no state knows these', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cordee-'));
  const lab = labFolder(root, 'minimal');
  const put = (path: string, content: object): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  };
  const tag = (category: string) => ({ name: 'mairie', category_id: `\${vsphere_tag_category.${category}.id}` });
  put(join(lab.output, 'stacks', 'servers', 'cdk.tf.json'), {
    resource: {
      vsphere_tag: { owner_mairie: tag('owner'), site_mairie: tag('site') },
      vsphere_tag_category: { owner: { name: 'cordee-owner' }, site: { name: 'cordee-site' } },
    },
  });
  const store = join(lab.root, 'stand-in', 'store');
  put(join(store, 'vsphere_tag_category.json'), { c1: { values: { name: 'cordee-owner' } }, c2: { values: { name: 'cordee-site' } } });
  // The other tag was not made before Terraform was killed.
  put(join(store, 'vsphere_tag.json'), { t1: { values: { name: 'mairie', category_id: 'c2' } } });
  const terraform = new Terraform({ folder: lab, children: new Children(lab), environment: {} });
  const found = await orphansOf({ lab, terraform, providers: 'stand-in' }, 'servers');
  rmSync(root, { recursive: true });
  expect(found.map(({ address, id }) => [address, id])).toEqual([
    ['vsphere_tag_category.owner', 'c1'],
    ['vsphere_tag_category.site', 'c2'],
    ['vsphere_tag.site_mairie', 't1'],
  ]);
});
