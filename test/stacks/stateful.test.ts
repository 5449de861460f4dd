/** What holds data is protected in the Terraform that is written, and leaves it by a `removed` block only. */
import { compareRegister, type Leaving, renderRegister, statefulEntries } from '../../config/register';
import { collections, kindOf } from '../../config/model/index';
import type { Model } from '../../config/model/model';
import { described } from '../../config/walk';
import { allElements, edited, type Editable, type Rendered, rendered, renderModel } from './rendered';

const ENVIRONMENTS = ['minimal', 'chelles'] as const;
const protectedOnes = (from: Rendered): string[] =>
  allElements(from)
    .filter(({ body }) => (body['lifecycle'] as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true)
    .map(({ stack, address }) => `${stack} ${address}`)
    .sort();
const registered = (model: Model): string[] => [
  ...new Set(Object.values(statefulEntries(model)).flatMap(({ stack, address }) => (address === undefined ? [] : [`${stack} ${address}`]))),
];

describe.each(ENVIRONMENTS)('the stacks of %s', (environment) => {
  const { model } = rendered(environment);
  test('protect exactly what the register remembers', () => {
    expect(protectedOnes(rendered(environment))).toEqual(registered(model).sort());
  });

  test('register every switch, port group, cluster, role, folder, volume, datastore, machine and disk that is not somebody else’s, every host and tenant, and the state', () => {
    const own = Object.values(model.workloads).filter(({ existing }) => !existing);
    const made = (collection: Readonly<Record<string, { existing: boolean }>>): string[] =>
      Object.keys(collection).filter((key) => collection[key]?.existing === false);
    expect(Object.keys(statefulEntries(model)).sort()).toEqual(
      [
        'estate/state',
        ...Object.keys(model.hosts).map((key) => `host/${key}`),
        ...made(model.clusters).map((key) => `cluster/${key}`),
        ...made(model['distributed-switches']).map((key) => `switch/${key}`),
        ...made(model.networks)
          .filter((id) => model.networks[id]?.switch !== undefined)
          .map((id) => `network/${id}`),
        ...made(model.volumes).map((key) => `volume/${key}`),
        ...made(model.datastores).map((key) => `datastore/${key}`),
        ...made(model.roles).map((key) => `role/${key}`),
        ...[...made(model.tenants), ...Object.keys(model.services)].flatMap((key) => [`folder/${key}`, `permissions/${key}`]),
        ...Object.keys(model.tenants).map((key) => `stack/tenant-${key}`),
        ...own.map(({ id }) => `vm/${id}`),
        ...own.flatMap(({ id, disks }) => Object.keys(disks).map((disk) => `disk/${id}/${disk}`)),
      ].sort(),
    );
  });

  test('keep every disk when it is removed, never follow a change of template or of the formatting host', () => {
    for (const { type, body } of allElements(rendered(environment)).filter(({ mode }) => mode === 'resource')) {
      const ignored = (body['lifecycle'] as { ignore_changes?: string[] } | undefined)?.ignore_changes;
      if (type === 'vsphere_virtual_machine') {
        expect(ignored).toEqual(['clone', 'guest_id', 'firmware', 'efi_secure_boot_enabled']);
        for (const disk of body['disk'] as { keep_on_remove: boolean }[]) expect(disk.keep_on_remove).toBe(true);
      } else expect(ignored).toEqual(type === 'vsphere_vmfs_datastore' ? ['host_system_id'] : undefined);
    }
  });
});

const { model } = rendered('chelles');
const LOCK = renderRegister({ keys: statefulEntries(model), leaving: {} });
const VM = Object.values(model.workloads).find(({ ownerKind, existing }) => ownerKind === 'tenants' && !existing)!;
const keysOf = (tenant: string): string[] =>
  Object.keys(statefulEntries(model)).filter(
    (key) => key === `stack/tenant-${tenant}` || key.startsWith(`vm/${tenant}/`) || key.startsWith(`network/${tenant}/`),
  );

/** The estate after an edit that an approval names, as a synth would write it. */
function afterLeaving(keys: readonly string[], change: (copy: Editable<Model>) => void): Rendered {
  const next = edited(model, (copy) => {
    change(copy);
    copy.approvals['depart'] = { keys: [...keys], for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
  });
  const compared = compareRegister(next, LOCK, () => ({ file: '', line: 1, column: 1, length: 1 }));
  expect(compared.findings).toEqual([]);
  return renderModel(next, compared.next.leaving);
}

const removedIn = ({ stacks }: Rendered): Record<string, unknown> =>
  Object.fromEntries([...stacks].flatMap(([name, { json }]) => (json['removed'] === undefined ? [] : [[name, json['removed']]])));
/** Only a volume is taken from somewhere that Terraform does not reach. */
const STORAGE = JSON.stringify({
  endpoints: model.storage.rest.endpoints,
  estate: 'chelles.example/chelles',
  facts: '../../../.cordee/facts/chelles.json',
  hosts: Object.keys(model.hosts)
    .sort()
    .map((key) => model.hosts[key]!.name),
  servers: Object.keys(model['storage-servers'])
    .sort()
    .map((key) => ({ management: model['storage-servers'][key]!.management, server: model['storage-servers'][key]!.hostName })),
});
const block = (key: string, address: string): unknown => ({
  from: address,
  lifecycle: { destroy: true },
  provisioner: [
    {
      'local-exec': {
        when: 'destroy',
        command: 'node "../../launcher.cjs" apply release',
        environment: {
          CORDEE_ORDER: JSON.stringify({
            approval: { for: ['leave'], key: 'depart', owner: 'direction', reason: 'fin du service', until: '2027-01-31' },
            key,
          }),
          ...(key.startsWith('volume/') ? { CORDEE_WHERE: STORAGE } : {}),
        },
      },
    },
  ],
});

describe('what leaves with an approval', () => {
  test('is removed where it was, by a block that asks the applier: a volume, a datastore and a machine', () => {
    const [datastore, { volume }] = Object.entries(model.datastores).find(([, { existing }]) => !existing)!;
    const after = afterLeaving([`volume/${volume}`, `datastore/${datastore}`, `vm/${VM.id}`], (copy) => {
      Reflect.deleteProperty(copy.volumes, volume);
      Reflect.deleteProperty(copy.datastores, datastore);
      Reflect.deleteProperty(copy.workloads, VM.id);
    });
    expect(removedIn(after)).toEqual({
      volumes: [block(`volume/${volume}`, `null_resource.${volume}_identity`)],
      storage: [block(`datastore/${datastore}`, `vsphere_vmfs_datastore.${datastore}`)],
      [VM.stack]: [block(`vm/${VM.id}`, `vsphere_virtual_machine.${VM.owner}_${VM.key}`)],
    });
    const addresses = new Set(allElements(after).map(({ stack, address }) => `${stack} ${address}`));
    for (const [stack, blocks] of Object.entries(removedIn(after)))
      for (const { from } of blocks as { from: string }[]) expect(addresses.has(`${stack} ${from}`)).toBe(false);
  });

  test('keeps its stack when the whole tenant is gone: only its machines and networks, each with its block', () => {
    const after = afterLeaving(keysOf(VM.owner), (copy) => {
      Reflect.deleteProperty(copy.tenants, VM.owner);
      copy.workloads = Object.fromEntries(Object.entries(copy.workloads).filter(([, { owner }]) => owner !== VM.owner));
      copy.networks = Object.fromEntries(Object.entries(copy.networks).filter(([, { owner }]) => owner !== VM.owner));
    });
    const stack = after.stacks.get(`tenant-${VM.owner}`)!;
    const objects = keysOf(VM.owner)
      .filter((key) => !key.startsWith('stack/'))
      .sort();
    expect(objects.length).toBeGreaterThan(2);
    expect(removedIn(after)).toEqual({
      [stack.name]: objects.map((key) => block(key, statefulEntries(model)[key]!.address!)),
    });
    expect([stack.resource, stack.data]).toEqual([{}, {}]);
    expect(stack.json['terraform']).toEqual(rendered('chelles').stacks.get(stack.name)!.json['terraform']);
    expect(after.output.texts.get('manifest.json')).toContain(`"${stack.name}"`);
  });

  test('is let go without being destroyed where it is described as existing, and never by a block for what the stack still has', () => {
    const [volume, datastore] = [Object.keys(model.volumes)[0]!, Object.keys(model.datastores)[0]!];
    const next = edited(model, (copy) => {
      copy.volumes[volume]!.existing = true;
      copy.datastores[datastore]!.existing = true;
      copy.workloads[VM.id]!.existing = true;
    });
    const { leaving } = compareRegister(next, LOCK, () => ({ file: '', line: 1, column: 1, length: 1 })).next;
    const after = renderModel(next, leaving);
    const letGo = (address: string): unknown[] => [{ from: address, lifecycle: { destroy: false } }];
    expect(removedIn(after)).toEqual({
      volumes: [...letGo(`null_resource.${volume}_identity`), ...letGo(`null_resource.${volume}_settings`)],
      storage: letGo(`vsphere_vmfs_datastore.${datastore}`),
      [VM.stack]: letGo(`vsphere_virtual_machine.${VM.owner}_${VM.key}`),
    });
    // An existing volume is looked at, under another address: nothing is removed and made in one breath.
    const looked = Object.keys(after.stacks.get('volumes')!.resource['null_resource']!).filter((name) => name.startsWith(`${volume}_`));
    expect(looked).toEqual([`${volume}_existing`]);
  });

  test('no kind of thing loses an address without a block when it is described as existing', () => {
    const resources = (from: Rendered): string[] =>
      allElements(from)
        .filter(({ mode }) => mode === 'resource')
        .map(({ stack, address }) => `${stack} ${address}`);
    type ByKey = Record<string, Record<string, { existing?: boolean }>>;
    const wanted = [...collections.filter((one) => 'existing' in (described(kindOf(one).schema).properties ?? {})), 'workloads'];
    const kinds = wanted.flatMap((collection) =>
      ['minimal', 'chelles'].flatMap((environment) => {
        const entities = (rendered(environment).model as unknown as ByKey)[collection] ?? {};
        const key = Object.keys(entities).find((candidate) => entities[candidate]?.existing === false);
        return key === undefined ? [] : [{ collection, key, environment }];
      }),
    );
    expect(new Set(kinds.map(({ collection }) => collection))).toEqual(new Set(wanted));
    const first = kinds.filter((kind, index) => kinds.findIndex((one) => one.collection === kind.collection) === index);
    // Each network: hosts stand on some of them with adapters.
    const networks = Object.keys(rendered('minimal').model.networks).map((key) => ({
      collection: 'networks',
      key,
      environment: 'minimal',
    }));
    for (const { collection, key, environment } of [...first, ...networks]) {
      const before = resources(rendered(environment));
      const { model } = rendered(environment);
      const lock = renderRegister({ keys: statefulEntries(model), leaving: {} });
      const after = edited(model, (copy) => {
        (copy as unknown as Record<string, Record<string, { existing: boolean }>>)[collection]![key]!.existing = true;
      });
      const { findings, next } = compareRegister(after, lock, () => ({ file: '', line: 1, column: 1, length: 1 }));
      const written = renderModel(after, next.leaving);
      const kept = new Set(resources(written));
      const letGo = Object.entries(removedIn(written)).flatMap(([stack, blocks]) =>
        (blocks as { from: string; lifecycle: unknown }[]).map(({ from, lifecycle }) => [`${stack} ${from}`, lifecycle]),
      );
      const lost = before.filter((address) => !kept.has(address));
      // A block for an adapter that a host never had lets nothing go.
      const made = letGo.filter(([address]) => before.includes(address as string));
      expect([collection, key, findings, lost.sort()]).toEqual([collection, key, [], made.map(([address]) => address).sort()]);
      const idle = letGo.filter((one) => !made.includes(one));
      expect(idle.filter(([address]) => !/^telecom vsphere_vnic\./.test(address as string))).toEqual([]);
      for (const [, lifecycle] of letGo) expect(lifecycle).toEqual({ destroy: false });
    }
  });

  test('a disk leaves with an edit of its machine, without a block', () => {
    const owner = Object.values(model.workloads).find(({ disks, existing }) => !existing && Object.keys(disks).length > 1)!;
    const disk = Object.keys(owner.disks).at(-1)!;
    const after = afterLeaving([`disk/${owner.id}/${disk}`], (copy) => void Reflect.deleteProperty(copy.workloads[owner.id]!.disks, disk));
    expect(removedIn(after)).toEqual({});
    const machine = after.stacks.get(owner.stack)!.resource['vsphere_virtual_machine']![`${owner.owner}_${owner.key}`]!;
    expect((machine['disk'] as { label: string }[]).map(({ label }) => label)).toEqual(
      Object.keys(owner.disks).filter((label) => label !== disk),
    );
  });

  test('never has its text read as an expression by Terraform', () => {
    const leaving: Record<string, Leaving> = {
      'vm/a/b': {
        stack: 'tenant-a',
        address: 'vsphere_virtual_machine.a_b',
        approval: { key: 'k', for: ['leave'], reason: 'costs ${1 + 1} or %{ if true }', owner: 'o', until: '2027-01-31' },
      },
    };
    const [removed] = renderModel(model, leaving).stacks.get('tenant-a')!.json['removed'] as {
      provisioner: { 'local-exec': { environment: { CORDEE_ORDER: string } } }[];
    }[];
    expect(removed!.provisioner[0]!['local-exec'].environment.CORDEE_ORDER).toContain('costs $${1 + 1} or %%{ if true }');
  });
});
