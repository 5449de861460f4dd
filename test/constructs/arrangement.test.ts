/** How the cluster treats machines: at home where it can, partners apart, restarted in order. Never by a rule that must be kept. */
import type { Model } from '../../config/model/model';
import { type Body, edited, ofType, type Rendered, rendered, renderModel, resource } from '../stacks/rendered';

const chelles = rendered('chelles');
const uuid = (name: string): string => `\${vsphere_virtual_machine.${name}.id}`;
const plain = ({ '//': _, ...body }: Body): unknown => body;
const CLUSTER = '${data.vsphere_compute_cluster.production.id}';

/** Minimal with more machines of its tenant: each a copy of the one it has, at the site it is given. */
function withMachines(
  machines: Readonly<Record<string, { home?: string; apart?: string[]; all?: string[]; order?: string[]; cluster?: string }>>,
): Rendered {
  const model: Model = edited(rendered('minimal').model, (copy) => {
    copy.clusters['autre'] = structuredClone(copy.clusters['production']!);
    const first = copy.workloads['ville/fichiers']!;
    copy.workloads = {};
    for (const [key, { home = 'mairie', apart = [], all = [], order = [], cluster = 'production' }] of Object.entries(machines)) {
      const own = (others: readonly string[]): string[] => others.map((other) => `ville/${other}`);
      copy.workloads[`ville/${key}`] = {
        ...structuredClone(first),
        id: `ville/${key}`,
        key,
        name: `ville-${key}`,
        home,
        cluster,
        apart: own(apart),
      };
      Object.assign(copy.workloads[`ville/${key}`]!.dependsOn, { all: own(all), order: own(order) });
    }
  });
  return renderModel(model);
}

describe('at home', () => {
  test('a should rule per site keeps the machines of an owner where their disks are preferred', () => {
    const after = withMachines({ a: {}, b: { home: 'agglo' }, c: {} });
    expect(plain(resource(after, 'tenant-ville', 'vsphere_compute_cluster_vm_host_rule', 'ville_home_production_mairie'))).toEqual({
      name: 'ville_home_production_mairie',
      compute_cluster_id: CLUSTER,
      vm_group_name: 'ville_home_production_mairie',
      affinity_host_group_name: 'site-mairie',
      enabled: true,
      mandatory: false,
      depends_on: ['vsphere_compute_cluster_vm_group.ville_home_production_mairie'],
    });
    const groups = ofType(after, 'vsphere_compute_cluster_vm_group');
    expect(groups.map(({ name, body }) => [name, body['virtual_machine_ids']])).toEqual([
      ['ville_home_production_agglo', [uuid('ville_b')]],
      ['ville_home_production_mairie', [uuid('ville_a'), uuid('ville_c')]],
    ]);
  });

  test('every machine of the reference estate is in one home group of its own site, and each group has its rule', () => {
    const rules = ofType(chelles, 'vsphere_compute_cluster_vm_host_rule');
    const groups = ofType(chelles, 'vsphere_compute_cluster_vm_group').filter(({ name }) => name.includes('_home_'));
    expect(rules.map(({ stack, name }) => `${stack} ${name}`).sort()).toEqual(groups.map(({ stack, name }) => `${stack} ${name}`).sort());
    expect(groups.reduce((sum, { body }) => sum + (body['virtual_machine_ids'] as string[]).length, 0)).toBe(
      Object.keys(chelles.model.workloads).length,
    );
    for (const { owner, cluster, home, stack, key, existing } of Object.values(chelles.model.workloads)) {
      const name = `${owner}_home_${cluster}_${home}`;
      const ids = resource(chelles, stack, 'vsphere_compute_cluster_vm_group', name)['virtual_machine_ids'] as string[];
      expect(ids).toContain(existing ? `\${data.vsphere_virtual_machine.${owner}_${key}.id}` : uuid(`${owner}_${key}`));
      expect(resource(chelles, stack, 'vsphere_compute_cluster_vm_host_rule', name)['affinity_host_group_name']).toBe(`site-${home}`);
    }
  });

  test('no rule of any kind must be kept: HA could not restart at the other site', () => {
    const kinds = ['vm_host_rule', 'vm_anti_affinity_rule', 'vm_affinity_rule', 'vm_dependency_rule'].map(
      (kind) => `vsphere_compute_cluster_${kind}`,
    );
    const rules = kinds.flatMap((kind) => ofType(chelles, kind));
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ body }) => body['mandatory'] !== false || body['enabled'] !== true)).toEqual([]);
  });
});

describe('apart', () => {
  const rulesOf = (after: Rendered): unknown =>
    Object.fromEntries(
      ofType(after, 'vsphere_compute_cluster_vm_anti_affinity_rule').map(({ name, body }) => [name, body['virtual_machine_ids']]),
    );

  test('a pair has one rule, named after the first of the two', () => {
    expect(rulesOf(withMachines({ a: { apart: ['b'] }, b: { home: 'agglo', apart: ['a'] }, c: {} }))).toEqual({
      ville_apart_a: [uuid('ville_a'), uuid('ville_b')],
    });
  });

  test('three that all name each other have one rule together', () => {
    expect(rulesOf(withMachines({ a: { apart: ['c', 'b'] }, b: { apart: ['a', 'c'] }, c: { apart: ['a', 'b'] } }))).toEqual({
      ville_apart_a: ['ville_a', 'ville_b', 'ville_c'].map(uuid),
    });
  });

  test('in a chain each pair has a rule: none is lost because its first member has another partner too', () => {
    expect(rulesOf(withMachines({ a: { apart: ['b'] }, b: { apart: ['a', 'c'] }, c: { apart: ['b'] } }))).toEqual({
      ville_apart_a: [uuid('ville_a'), uuid('ville_b')],
      ville_apart_b: [uuid('ville_b'), uuid('ville_c')],
    });
  });

  test('every pair of the reference estate is in a rule of its stack', () => {
    const rules = ofType(chelles, 'vsphere_compute_cluster_vm_anti_affinity_rule');
    let pairs = 0;
    for (const { id, apart, stack, owner, key } of Object.values(chelles.model.workloads)) {
      for (const partner of apart) {
        const other = chelles.model.workloads[partner]!;
        const found = rules.filter(({ body }) =>
          [`${owner}_${key}`, `${other.owner}_${other.key}`].every((name) =>
            (body['virtual_machine_ids'] as string[]).includes(uuid(name)),
          ),
        );
        expect({ id, partner, stacks: found.map((rule) => rule.stack) }).toEqual({ id, partner, stacks: [stack] });
        pairs++;
      }
    }
    expect(pairs).toBeGreaterThan(10);
  });
});

describe('restarted', () => {
  test('with the priority of its own, or of its class', () => {
    const overrides = ofType(chelles, 'vsphere_ha_vm_override');
    expect(overrides).toHaveLength(Object.keys(chelles.model.workloads).length);
    for (const { owner, key, stack, restartPriority } of Object.values(chelles.model.workloads))
      expect(resource(chelles, stack, 'vsphere_ha_vm_override', `${owner}_${key}`)['ha_vm_restart_priority']).toBe(restartPriority);
    expect(new Set(overrides.map(({ body }) => body['ha_vm_restart_priority'])).size).toBeGreaterThan(2);
  });

  test('after what it needs: a group of its own waits for a group of those', () => {
    const after = withMachines({ app: { all: ['base'], order: ['file'] }, base: {}, file: { home: 'agglo' } });
    expect(ofType(after, 'vsphere_compute_cluster_vm_dependency_rule').map(({ body }) => plain(body))).toEqual([
      {
        name: 'ville_order_app',
        compute_cluster_id: CLUSTER,
        vm_group_name: 'ville_self_app',
        dependency_vm_group_name: 'ville_needs_app',
        enabled: true,
        mandatory: false,
        depends_on: ['vsphere_compute_cluster_vm_group.ville_self_app', 'vsphere_compute_cluster_vm_group.ville_needs_app'],
      },
    ]);
    const members = (name: string): unknown =>
      resource(after, 'tenant-ville', 'vsphere_compute_cluster_vm_group', name)['virtual_machine_ids'];
    expect([members('ville_self_app'), members('ville_needs_app')]).toEqual([
      [uuid('ville_app')],
      [uuid('ville_base'), uuid('ville_file')],
    ]);
  });

  test('in an order that stops at the border of its cluster: HA knows no other', () => {
    const after = withMachines({ app: { all: ['base', 'far'] }, base: {}, far: { cluster: 'autre' }, lone: { all: ['far'] } });
    expect(ofType(after, 'vsphere_compute_cluster_vm_dependency_rule').map(({ name }) => name)).toEqual(['ville_order_app']);
    expect(resource(after, 'tenant-ville', 'vsphere_compute_cluster_vm_group', 'ville_needs_app')['virtual_machine_ids']).toEqual([
      uuid('ville_base'),
    ]);
  });

  test('in the order of the reference estate: a rule for each machine that needs one of its cluster, naming exactly those', () => {
    const { workloads } = chelles.model;
    const expected = Object.values(workloads).flatMap(({ id, cluster, dependsOn }) => {
      const needed = [...new Set([...dependsOn.all, ...dependsOn.order])].filter((other) => workloads[other]?.cluster === cluster);
      return needed.length === 0 ? [] : [{ id, needed: needed.length }];
    });
    const rules = ofType(chelles, 'vsphere_compute_cluster_vm_dependency_rule');
    expect(rules).toHaveLength(expected.length);
    expect(expected.length).toBeGreaterThan(10);
    for (const { id, needed } of expected) {
      const { stack, owner, key } = workloads[id]!;
      expect(resource(chelles, stack, 'vsphere_compute_cluster_vm_group', `${owner}_needs_${key}`)['virtual_machine_ids']).toHaveLength(
        needed,
      );
      expect(resource(chelles, stack, 'vsphere_compute_cluster_vm_group', `${owner}_self_${key}`)['virtual_machine_ids']).toHaveLength(1);
    }
  });

  test('groups have names that stand once in their cluster: a second one of that name would change the first', () => {
    const names = ofType(chelles, 'vsphere_compute_cluster_vm_group').map(({ body }) => String(body['name']));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const hosts = ofType(chelles, 'vsphere_compute_cluster_host_group').map(({ body }) => String(body['name']));
    expect(hosts.filter((name) => names.includes(name))).toEqual([]);
    const rules = ['vm_host_rule', 'vm_anti_affinity_rule', 'vm_dependency_rule']
      .flatMap((kind) => ofType(chelles, `vsphere_compute_cluster_${kind}`))
      .map(({ body }) => String(body['name']));
    expect(rules.filter((name, index) => rules.indexOf(name) !== index)).toEqual([]);
    for (const name of [...names, ...rules]) expect(name.length).toBeLessThanOrEqual(80);
  });
});
