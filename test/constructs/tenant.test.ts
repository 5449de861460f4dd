/** Where an owner’s machines live: folder, complete permissions, pool with ceilings, networks of its own. */
import { edited, ofType, rendered, renderModel, resource } from '../stacks/rendered';

const minimal = rendered('minimal');
const chelles = rendered('chelles');
const { model } = chelles;

describe('a tenant', () => {
  test('has a folder that says who it is, below the folder of tenants', () => {
    const { '//': _, ...folder } = resource(minimal, 'tenant-ville', 'vsphere_folder', 'ville');
    expect(folder).toEqual({
      path: 'tenants/ville',
      lifecycle: { prevent_destroy: true },
      type: 'vm',
      datacenter_id: '${data.vsphere_datacenter.estate.id}',
      custom_attributes: {
        '${data.vsphere_custom_attribute.cordee-key.id}': 'ville',
        '${data.vsphere_custom_attribute.cordee-contact.id}': 'direction générale des services',
        '${data.vsphere_custom_attribute.cordee-siret.id}': '21770000000011',
      },
    });
  });

  test('has a pool in each cluster that it uses, with its ceilings and no reservation', () => {
    const { '//': _, ...pool } = resource(minimal, 'tenant-ville', 'vsphere_resource_pool', 'ville_production');
    expect(pool).toEqual({
      name: 'ville',
      parent_resource_pool_id: '${data.vsphere_resource_pool.tenants_production.id}',
      // Shares follow the quota, in MHz and GiB.
      cpu_share_level: 'custom',
      cpu_shares: 10_000,
      cpu_reservation: 0,
      cpu_expandable: true,
      cpu_limit: 10_000,
      memory_share_level: 'custom',
      memory_shares: 16,
      memory_reservation: 0,
      memory_expandable: true,
      memory_limit: 16_384,
      scale_descendants_shares: 'disabled',
    });
    for (const [key, { quota }] of Object.entries(model.tenants)) {
      const clusters = new Set(
        Object.values(model.workloads)
          .filter(({ owner }) => owner === key)
          .map(({ cluster }) => cluster),
      );
      const pools = ofType(chelles, 'vsphere_resource_pool', `tenant-${key}`);
      expect(pools.map(({ name }) => name).sort()).toEqual([...clusters].map((cluster) => `${key}_${cluster}`).sort());
      for (const { body } of pools) expect([body['cpu_limit'], body['memory_limit']]).toEqual([quota.cpu, quota.memory]);
    }
  });

  test('weighs as much as vSphere takes, however large its quota, and never nothing', () => {
    const sharesWith = (cpu: number, memory: number): unknown[] => {
      const after = renderModel(edited(minimal.model, ({ tenants }) => Object.assign(tenants['ville']!.quota, { cpu, memory })));
      const pool = resource(after, 'tenant-ville', 'vsphere_resource_pool', 'ville_production');
      return [pool['cpu_shares'], pool['memory_shares']];
    };
    expect(sharesWith(1_200_000, 2 * 1024 ** 3)).toEqual([1_000_000, 1_000_000]);
    expect(sharesWith(999_999, 512)).toEqual([999_999, 1]);
  });

  test('has a port group for each of its networks, with the VLAN, on the switch that it names', () => {
    for (const key of Object.keys(model.tenants)) {
      const own = Object.values(model.networks).filter(({ owner, existing, switch: on }) => owner === key && !existing && on !== undefined);
      const groups = ofType(chelles, 'vsphere_distributed_port_group', `tenant-${key}`);
      expect(groups.map(({ body }) => [body['name'], body['vlan_id']]).sort()).toEqual(own.map(({ name, vlan }) => [name, vlan]).sort());
    }
  });

  test('that exists already has its folder read and its permissions left alone; what is below is still its own', () => {
    const after = renderModel(edited(minimal.model, ({ tenants }) => (tenants['ville']!.existing = true)));
    expect(ofType(after, 'vsphere_folder', 'tenant-ville')).toEqual([]);
    expect(after.stacks.get('tenant-ville')!.data['vsphere_folder']!['ville']).toMatchObject({ path: '/Ville/vm/tenants/ville' });
    // The list is complete: it would remove what others granted on their own folder.
    expect(ofType(after, 'vsphere_entity_permissions', 'tenant-ville')).toEqual([]);
    expect(resource(after, 'tenant-ville', 'vsphere_virtual_machine', 'ville_fichiers')['folder']).toBe('tenants/ville');
  });

  test('has nothing of another tenant in its stack', () => {
    const others = Object.keys(model.tenants);
    for (const { name, resource: resources } of chelles.stacks.values()) {
      if (!name.startsWith('tenant-')) continue;
      const key = name.slice('tenant-'.length);
      const names = Object.values(resources).flatMap((byName) => Object.keys(byName));
      const foreign = others
        .filter((other) => other !== key && !key.startsWith(other) && !other.startsWith(key))
        .flatMap((other) => names.filter((made) => made.startsWith(`${other}_`) || made.startsWith(`${other}-`)));
      expect({ name, foreign }).toEqual({ name, foreign: [] });
    }
  });
});

describe('permissions', () => {
  const all = ofType(chelles, 'vsphere_entity_permissions');
  interface Grant {
    user_or_group: string;
    is_group: boolean;
    propagate: boolean;
    role_id: string;
  }
  const grantsOf = (body: Readonly<Record<string, unknown>>): Grant[] => body['permissions'] as Grant[];

  test('are one complete list per folder, for every tenant and service, and never on the root', () => {
    expect(all.map(({ name }) => name).sort()).toEqual([...Object.keys(model.tenants), ...Object.keys(model.services)].sort());
    for (const { name, body } of all) {
      expect(body).toMatchObject({ entity_id: `\${vsphere_folder.${name}.id}`, entity_type: 'Folder' });
      const written = (model.tenants[name] ?? model.services[name])!.permissions;
      expect(grantsOf(body).map(({ user_or_group, role_id }) => [user_or_group, role_id])).toEqual(
        written.map(({ group, role }) => [group.toLowerCase(), `\${data.vsphere_role.${role}.id}`]).sort(),
      );
    }
  });

  test('go to groups only, in lower case, sorted as vCenter gives them back', () => {
    for (const { body } of all) {
      const names = grantsOf(body).map(({ user_or_group }) => user_or_group);
      expect(names).toEqual(names.map((name) => name.toLowerCase()).sort());
      for (const { is_group, propagate } of grantsOf(body)) expect([is_group, propagate]).toEqual([true, true]);
    }
    expect(all.some(({ body }) => grantsOf(body).length > 1)).toBe(true);
  });

  test('do not depend on the order in which they are written', () => {
    const grants = ['b', 'A', 'c'].map((group, index) => ({
      role: ['exploitant', 'lecture', 'exploitant'][index]!,
      group: `VILLE\\${group}`,
    }));
    const permissionsFor = (list: typeof grants): unknown =>
      resource(
        renderModel(edited(minimal.model, ({ tenants }) => (tenants['ville']!.permissions = list))),
        'tenant-ville',
        'vsphere_entity_permissions',
        'ville',
      )['permissions'];
    expect(permissionsFor([...grants].reverse())).toEqual(permissionsFor(grants));
  });
});

describe('a shared service', () => {
  test('has a folder below that of services, and a pool without ceilings', () => {
    for (const [key, { stack }] of Object.entries(model.services)) {
      expect(resource(chelles, stack, 'vsphere_folder', key)['path']).toBe(`services/${key}`);
      const pools = ofType(chelles, 'vsphere_resource_pool', stack).filter(({ body }) => body['name'] === key);
      expect(pools.length).toBeGreaterThan(0);
      for (const { body } of pools) expect([body['cpu_limit'], body['memory_limit'], body['cpu_share_level']]).toEqual([-1, -1, 'normal']);
    }
  });

  test('is made in the stack that it names', () => {
    expect([...new Set(Object.values(model.services).map(({ stack }) => stack))].sort()).toEqual([
      'backup',
      'desktops',
      'schools',
      'shared-services',
    ]);
    for (const { owner, ownerKind, stack, existing, key } of Object.values(model.workloads))
      if (ownerKind === 'services' && !existing) expect(stack).toBe(model.services[owner]!.stack);
      else if (ownerKind === 'tenants') expect([owner, key, stack]).toEqual([owner, key, `tenant-${owner}`]);
  });
});
