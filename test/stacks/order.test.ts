/** Which stack follows which, and what waits for what inside a stack. */
import { App } from 'cdktf';
import type { Model, WorkloadNode } from '../../config/model/model';
import { Stacks } from '../../stacks/app';
import { inTurn } from '../../stacks/stack-turns';
import { allElements, edited, ofType, outdir, rendered, renderModel, type Rendered } from './rendered';

const SHARED = ['telecom', 'volumes', 'storage', 'servers', 'shared-services', 'schools', 'backup', 'desktops'];

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}
const dependenciesOf = ({ output }: Rendered): Record<string, readonly string[]> => {
  const { stacks } = JSON.parse(output.texts.get('manifest.json') ?? '') as Manifest;
  return Object.fromEntries(Object.entries(stacks).map(([name, { dependencies }]) => [name, dependencies]));
};
const namesInOrder = (model: Model): string[] => [...new Stacks(new App({ outdir }), model).build()].map(({ name }) => name);

/** Stacks that are deployed before one. */
function before(stack: string, dependencies: Readonly<Record<string, readonly string[]>>): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const other of dependencies[name] ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(stack);
  return found;
}

/** Machines that a stack reads and another one makes, as `reader → maker`, and whether the maker is deployed before. */
function readElsewhere(from: Rendered): readonly (readonly [string, boolean])[] {
  const made = new Map(ofType(from, 'vsphere_virtual_machine').map(({ body, stack }) => [body['name'], stack]));
  const dependencies = dependenciesOf(from);
  return allElements(from)
    .filter(({ mode, type }) => mode === 'data' && type === 'vsphere_virtual_machine')
    .flatMap(({ stack, body }) => {
      const maker = made.get(body['name']);
      return maker === undefined ? [] : [[`${stack} → ${maker}`, before(stack, dependencies).has(maker)] as const];
    });
}

describe('a machine that is read is made before', () => {
  test('in the reference estate', () => {
    expect(readElsewhere(rendered('chelles')).filter(([, holds]) => !holds)).toEqual([]);
  });

  const chelles = rendered('chelles').model;
  const one = (stack: string, beside = ''): string =>
    Object.values(chelles.workloads).find((workload) => workload.stack === stack && workload.id !== beside && !workload.existing)!.id;
  const [backup, desktops] = [one('backup'), one('desktops')];
  const tenants = ['tenant-ville', 'tenant-agglomeration'].map((stack) => one(stack)) as [string, string];
  test.each([
    ['backup → desktops', backup, desktops],
    ['desktops → backup', desktops, backup],
    ['tenant-ville → tenant-agglomeration', ...tenants],
    ['tenant-ville → backup', tenants[0], backup],
  ])('where %s by a dependency', (edge, from, to) => {
    const after = edited(chelles, ({ workloads }) => workloads[from]!.dependsOn.all.push(to));
    const reads = readElsewhere(renderModel(after));
    expect(reads.map(([name]) => name)).toContain(edge);
    expect(reads.filter(([, holds]) => !holds)).toEqual([]);
  });

  test.each([
    ['two stacks of services', backup, desktops],
    ['two tenants', ...tenants],
    ['a tenant and a stack of services', tenants[0], desktops],
    ['a tenant and a shared service', tenants[0], one('shared-services')],
    ['a stack of services and a shared service', backup, one('shared-services')],
  ])('where %s are kept apart: one rule, in the stack that is made later', (_, a, b) => {
    const after = edited(chelles, ({ workloads }) => {
      for (const workload of Object.values(workloads)) workload.apart = [];
      workloads[a]!.apart = [b];
      workloads[b]!.apart = [a];
    });
    const made = renderModel(after);
    const rules = ofType(made, 'vsphere_compute_cluster_vm_anti_affinity_rule');
    expect(rules.map(({ body }) => (body['virtual_machine_ids'] as string[]).length)).toEqual([2]);
    const maker = { [a]: chelles.workloads[b]!.stack, [b]: chelles.workloads[a]!.stack };
    expect(readElsewhere(made).map(([name]) => name)).toContain(
      `${rules[0]!.stack} → ${maker[a] === rules[0]!.stack ? maker[b] : maker[a]}`,
    );
    expect(readElsewhere(made).filter(([, holds]) => !holds)).toEqual([]);
  });
});

describe('the order of a first deployment', () => {
  test('is telecom, volumes, storage, servers, shared services, then schools, backup and desktops, then tenants', () => {
    const { telecom, volumes, storage, servers, schools, backup, desktops, ...others } = dependenciesOf(rendered('minimal'));
    expect({ telecom, volumes, storage, servers, schools, backup, desktops }).toEqual({
      telecom: [],
      volumes: ['telecom'],
      storage: ['volumes'],
      servers: ['storage'],
      schools: ['shared-services'],
      backup: ['shared-services'],
      desktops: ['shared-services'],
    });
    expect(others).toEqual({ 'shared-services': ['servers'], 'tenant-ville': ['schools', 'backup', 'desktops'] });
  });

  test('puts every tenant of the reference estate after what it stands on', () => {
    const { model } = rendered('chelles');
    const dependencies = dependenciesOf(rendered('chelles'));
    const names = namesInOrder(model);
    expect(names.slice(0, SHARED.length)).toEqual(SHARED);
    expect(names.slice(SHARED.length).sort()).toEqual(
      Object.keys(model.tenants)
        .map((key) => `tenant-${key}`)
        .sort(),
    );
    expect(Object.keys(dependencies).sort()).toEqual([...names].sort());
    for (const [name, others] of Object.entries(dependencies))
      for (const other of others) expect(names.indexOf(other)).toBeLessThan(names.indexOf(name));
    for (const { owner, ownerKind } of Object.values(model.workloads)) {
      if (ownerKind !== 'tenants') continue;
      expect(dependencies[`tenant-${owner}`]).toEqual(expect.arrayContaining(['schools', 'backup', 'desktops']));
    }
  });
});

/** Minimal with more tenants, each a copy of the one it has; `needs` says who depends on whom. */
function withTenants(needs: Readonly<Record<string, readonly string[]>>): Model {
  return edited(rendered('minimal').model, (copy) => {
    const [ville] = Object.values(copy.tenants);
    const [files] = Object.values(copy.workloads);
    copy.tenants = {};
    copy.workloads = {};
    copy.networks = Object.fromEntries(Object.entries(copy.networks).filter(([, { owner }]) => owner === undefined));
    for (const [key, others] of Object.entries(needs)) {
      copy.tenants[key] = structuredClone(ville!);
      const nics = { main: { network: 'management', address: '10.0.10.50', order: 0 } };
      copy.workloads[`${key}/files`] = {
        ...structuredClone(files!),
        id: `${key}/files`,
        owner: key,
        stack: `tenant-${key}`,
        name: `${key}-files`,
        nics,
      };
      copy.workloads[`${key}/files`]!.dependsOn.all = others.map((other) => `${other}/files`);
    }
  });
}

const turns = (model: Model): string[] => {
  const row = Object.keys(model.tenants)
    .sort()
    .map((key) => `tenant-${key}`);
  return inTurn(model, row).map(({ stack }) => stack.replace('tenant-', ''));
};

describe('tenants', () => {
  test('that depend on another’s workload come after it, whatever their keys', () => {
    const model = withTenants({ alpha: ['delta'], beta: ['alpha', 'gamma'], delta: [], gamma: ['delta'] });
    expect(turns(model)).toEqual(['delta', 'alpha', 'gamma', 'beta']);
    const dependencies = dependenciesOf(renderModel(model));
    const base = ['schools', 'backup', 'desktops'];
    expect(dependencies['tenant-alpha']).toEqual([...base, 'tenant-delta']);
    expect(dependencies['tenant-beta']).toEqual([...base, 'tenant-alpha', 'tenant-gamma']);
    expect(dependencies['tenant-delta']).toEqual(base);
  });

  test('that only find another’s workload useful, or need one of a group, are not held back', () => {
    const model = edited(withTenants({ alpha: [], beta: [] }), ({ workloads }) => {
      workloads['alpha/files']!.dependsOn.soft = ['beta/files'];
      workloads['alpha/files']!.dependsOn.any = { one: ['beta/files'] };
    });
    expect(dependenciesOf(renderModel(model))['tenant-alpha']).toEqual(['schools', 'backup', 'desktops']);
  });

  test('in a cycle, which the check refuses, keep the order of their keys instead of hanging', () => {
    expect(turns(withTenants({ alpha: ['beta'], beta: ['alpha'] }))).toEqual(['beta', 'alpha']);
  });
});

describe.each(['minimal', 'chelles'])('inside the stacks of %s', (environment) => {
  const waits = (type: string): Record<string, readonly string[]> =>
    Object.fromEntries(
      ofType(rendered(environment), type).map(({ name, body }) => [name, (body['depends_on'] ?? []) as readonly string[]]),
    );

  test('a storage policy waits for its category and tag, which it names by their names', () => {
    const policies = ofType(rendered(environment), 'vsphere_vm_storage_policy');
    expect(policies.length).toBeGreaterThan(0);
    expect(waits('vsphere_vm_storage_policy')).toEqual(
      Object.fromEntries(policies.map(({ name }) => [name, ['vsphere_tag_category.cordee-storage', `vsphere_tag.${name}`]])),
    );
  });

  test('a rule waits for the groups that it names by their names', () => {
    const rules = ofType(rendered(environment), 'vsphere_compute_cluster_vm_host_rule');
    expect(rules.length).toBeGreaterThan(0);
    for (const { body } of rules) expect(body['depends_on']).toEqual([`vsphere_compute_cluster_vm_group.${String(body['vm_group_name'])}`]);
    for (const { body } of ofType(rendered(environment), 'vsphere_compute_cluster_vm_dependency_rule'))
      expect(body['depends_on']).toEqual(
        [body['vm_group_name'], body['dependency_vm_group_name']].map((name) => `vsphere_compute_cluster_vm_group.${String(name)}`),
      );
  });

  test('the settings of a volume wait for its identity', () => {
    const volumes = waits('null_resource');
    const settings = Object.keys(volumes).filter((name) => name.endsWith('_settings'));
    expect(settings.length).toBeGreaterThan(0);
    for (const name of settings) expect(volumes[name]).toEqual([`null_resource.${name.replace('_settings', '_identity')}`]);
  });

  test('nothing else waits by a list: the rest is ordered by what it refers to', () => {
    const listed = allElements(rendered(environment)).filter(({ body }) => body['depends_on'] !== undefined);
    const known = [
      'vsphere_vm_storage_policy',
      'vsphere_compute_cluster_vm_host_rule',
      'vsphere_compute_cluster_vm_dependency_rule',
      'null_resource',
    ];
    expect([...new Set(listed.map(({ type }) => type))].filter((type) => !known.includes(type))).toEqual([]);
  });

  test('a machine is made by one stack; who only names it in a rule reads it by name', () => {
    const made = new Map(ofType(rendered(environment), 'vsphere_virtual_machine').map(({ body, stack }) => [body['name'], stack]));
    const workloads: readonly WorkloadNode[] = Object.values(rendered(environment).model.workloads).filter(({ existing }) => !existing);
    expect([...made.keys()].sort()).toEqual(workloads.map(({ name }) => name).sort());
    for (const { name, stack } of workloads) expect({ name, stack: made.get(name) }).toEqual({ name, stack });
    const readAndMade = allElements(rendered(environment)).filter(
      ({ mode, type, body, stack }) => mode === 'data' && type === 'vsphere_virtual_machine' && made.get(body['name']) === stack,
    );
    expect(readAndMade).toEqual([]);
  });
});

test('hosts are members of their cluster in one way only, and no host is a resource', () => {
  const types = new Set(
    allElements(rendered('chelles'))
      .filter(({ mode }) => mode === 'resource')
      .map(({ type }) => type),
  );
  expect([...types].filter((type) => ['vsphere_host', 'vsphere_datacenter', 'vsphere_folder_root'].includes(type))).toEqual([]);
});
