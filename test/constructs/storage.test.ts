/** Volumes and datastores: growing is an edit, and nothing else can be expressed. */
import { edited, type Body, type Editable, ofType, rendered, renderModel, resource, type Rendered } from '../stacks/rendered';
import type { Model } from '../../config/model/model';

const minimal = rendered('minimal');
const chelles = rendered('chelles');
const KEY = 'donnees-mairie-1';
interface NullResource {
  readonly triggers: { readonly order: string };
  readonly provisioner: readonly {
    readonly 'local-exec': {
      readonly command: string;
      readonly environment: Readonly<Record<string, string>>;
    };
  }[];
}
const part = (from: Rendered, name: 'identity' | 'settings', key = KEY): Body & NullResource =>
  resource(from, 'volumes', 'null_resource', `${key}_${name}`) as Body & NullResource;
const orderOf = (from: Rendered, name: 'identity' | 'settings', key = KEY): Body =>
  JSON.parse(part(from, name, key).triggers.order) as Body;
const changed = (change: (copy: Editable<Model>) => void): Rendered => renderModel(edited(minimal.model, change));

describe('a volume', () => {
  test('has an identity that says nothing but its name, and settings that say the rest', () => {
    expect(orderOf(minimal, 'identity')).toEqual({ name: KEY });
    expect(orderOf(minimal, 'settings')).toEqual({
      name: KEY,
      serverGroup: minimal.model.storage.serverGroup,
      sizeMib: 512_000,
      mirrored: true,
      pools: [
        { server: 'dcs-agglo', management: '10.0.10.22', pool: expect.any(String) as string, site: 'agglo' },
        { server: 'dcs-mairie', management: '10.0.10.21', pool: expect.any(String) as string, site: 'mairie' },
      ],
      preferred: 'mairie',
      profile: 'Normal',
      lun: 1,
      snapshots: null,
      hosts: [
        expect.objectContaining({ name: expect.stringContaining('esx-agglo') as string }),
        expect.objectContaining({ name: expect.stringContaining('esx-mairie') as string }),
      ],
    });
  });

  test.each<[string, (copy: Editable<Model>) => void]>([
    ['its size', ({ volumes }) => (volumes[KEY]!.size *= 2)],
    ['its profile', ({ volumes }) => (volumes[KEY]!.profile = 'Critical')],
    ['its preferred side', ({ volumes }) => (volumes[KEY]!.preferred = 'agglo')],
    [
      'the name of its pool',
      (copy) => Object.values(copy['storage-servers']['dcs-mairie']!.pools).forEach((pool) => (pool.name = 'Autre')),
    ],
    ['an initiator', ({ hosts }) => (hosts['esx-agglo']!.iqn = 'iqn.1998-01.com.vmware:autre')],
    [
      'its snapshots',
      (copy) => {
        copy['snapshot-policies']['nuit'] = { title: 'Nuit', every: 86_400, keep: 7 };
        copy.volumes[KEY]!.snapshots = 'nuit';
      },
    ],
  ])('has settings that are done again when %s changes, and an identity that never is', (_, change) => {
    const after = changed(change);
    expect(part(after, 'settings').triggers).not.toEqual(part(minimal, 'settings').triggers);
    expect(part(after, 'identity').triggers).toEqual(part(minimal, 'identity').triggers);
  });

  test('is done again by nothing that only says how it is reached', () => {
    const after = changed(({ storage }) => (storage.rest.endpoints = ['https://10.0.10.99']));
    for (const name of ['identity', 'settings'] as const) expect(part(after, name).triggers).toEqual(part(minimal, name).triggers);
    expect(part(after, 'settings').provisioner[0]!['local-exec'].environment['CORDEE_WHERE']).toContain('10.0.10.99');
  });

  test('changes no order of another volume', () => {
    const after = changed(({ volumes }) => (volumes[KEY]!.size *= 2));
    for (const key of Object.keys(minimal.model.volumes).filter((other) => other !== KEY))
      expect(part(after, 'settings', key)).toEqual(part(minimal, 'settings', key));
  });

  test('calls the launcher, and only to make sure: no step of it runs when it goes', () => {
    const resources = ofType(chelles, 'null_resource', 'volumes');
    expect(resources).toHaveLength(2 * Object.keys(chelles.model.volumes).length);
    for (const { name, body } of resources) {
      // A step of the identity that fails would taint it, and Terraform could neither replace nor keep what `prevent_destroy` holds.
      const identity = name.endsWith('_identity');
      const { provisioner = [], lifecycle } = body as Body & Partial<NullResource>;
      expect(provisioner.map((step) => step['local-exec'].command)).toEqual(identity ? [] : ['node "../../launcher.cjs" apply volume']);
      expect(JSON.stringify(provisioner)).not.toContain('"when"');
      expect(lifecycle).toEqual(identity ? { prevent_destroy: true } : undefined);
    }
  });

  test('that exists already is looked at, never set, and held by nothing', () => {
    const made = changed(({ volumes }) => (volumes[KEY]!.existing = true)).stacks.get('volumes')!.resource['null_resource']!;
    expect(Object.keys(made).filter((name) => name.startsWith(`${KEY}_`))).toEqual([`${KEY}_existing`]);
    const { triggers, provisioner, lifecycle } = made[`${KEY}_existing`] as Body & NullResource;
    expect([JSON.parse(triggers.order), lifecycle]).toEqual([{ name: KEY }, undefined]);
    expect(provisioner[0]!['local-exec'].environment['CORDEE_WHERE']).toContain('"existing":true');
  });

  test('is served with snapshots where a policy says so, in the reference estate', () => {
    const policies = Object.entries(chelles.model.volumes).filter(([, { snapshots }]) => snapshots !== undefined);
    expect(policies.length).toBeGreaterThan(0);
    for (const [key, { snapshots }] of policies) {
      const { every, keep } = chelles.model['snapshot-policies'][snapshots!]!;
      expect(orderOf(chelles, 'settings', key)['snapshots']).toEqual({ every, keep });
    }
  });
});

describe('a datastore', () => {
  const FACT = 'try(jsondecode(file("${path.module}/../../../.cordee/facts/minimal.json")).volumes["donnees-mairie-1"].device, "")';

  test('lies on the LUN that the facts say its volume became, and says so where they do not', () => {
    const { '//': _, ...vmfs } = resource(minimal, 'storage', 'vsphere_vmfs_datastore', KEY);
    expect(vmfs).toEqual({
      name: KEY,
      host_system_id: '${data.vsphere_host.esx-mairie.id}',
      disks: [`\${${FACT}}`],
      tags: ['${vsphere_tag.mairie-ssd-mirrored.id}'],
      lifecycle: {
        prevent_destroy: true,
        ignore_changes: ['host_system_id'],
        precondition: [
          {
            condition: `\${${FACT} != ""}`,
            error_message: expect.stringMatching(/^Volume donnees-mairie-1 has no LUN name yet: apply the stack "volumes" first/) as string,
          },
        ],
      },
    });
  });

  test('is never formatted anew: another host that formats it changes nothing but what Terraform ignores', () => {
    const after = changed(({ datastores }) => (datastores[KEY]!.formattedBy = 'esx-agglo'));
    const { host_system_id, ...rest } = resource(after, 'storage', 'vsphere_vmfs_datastore', KEY);
    expect(host_system_id).toBe('${data.vsphere_host.esx-agglo.id}');
    expect(rest).toEqual({ ...resource(minimal, 'storage', 'vsphere_vmfs_datastore', KEY), host_system_id: undefined });
  });

  test('that exists already is read by its name', () => {
    const after = changed(({ datastores }) => (datastores[KEY]!.existing = true));
    expect(after.stacks.get('storage')!.resource['vsphere_vmfs_datastore']).not.toHaveProperty(KEY);
    expect(after.stacks.get('storage')!.data['vsphere_datastore']![KEY]).toMatchObject({ name: KEY });
  });

  test('that exists already bears no tag of ours, so that machines on it ask for no policy', () => {
    const disks = (after: typeof minimal) =>
      ofType(after, 'vsphere_virtual_machine')
        .flatMap(({ body }) => [body, ...(body['disk'] as Body[])])
        .filter((body) => body['datastore_id'] === `\${data.vsphere_datastore.${KEY}.id}`);
    expect(disks(minimal).every((disk) => disk['storage_policy_id'] !== undefined)).toBe(true);
    const after = disks(changed(({ datastores }) => (datastores[KEY]!.existing = true)));
    expect([after.length > 0, after.filter((disk) => 'storage_policy_id' in disk)]).toEqual([true, []]);
  });

  test('has the tag of its volume’s side, tier and protection, for which there is one policy each', () => {
    const { model } = chelles;
    const labels = new Set<string>();
    const datastores = ofType(chelles, 'vsphere_vmfs_datastore');
    expect(datastores.map(({ name }) => name).sort()).toEqual(Object.keys(model.datastores).sort());
    for (const { name, body } of datastores) {
      const { preferred, mirrored, pools } = model.volumes[model.datastores[name]!.volume]!;
      const label = `${preferred}-${Object.values(pools)[0]!}-${mirrored ? 'mirrored' : 'single'}`;
      expect(body['tags']).toEqual([`\${vsphere_tag.${label}.id}`]);
      labels.add(label);
    }
    expect(ofType(chelles, 'vsphere_vm_storage_policy').map(({ body }) => [body['name'], body['tag_rules']])).toEqual(
      [...labels]
        .sort()
        .map((label) => [`cordee-${label}`, [{ tag_category: 'cordee-storage', tags: [label], include_datastores_with_tags: true }]]),
    );
    expect(
      ofType(chelles, 'vsphere_tag', 'storage')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...labels].sort());
  });
});

describe('tags and policies of storage', () => {
  const made = (from: Rendered): string[] =>
    ['vsphere_tag', 'vsphere_vm_storage_policy']
      .flatMap((type) => ofType(from, type, 'storage').map(({ name }) => `${type}.${name}`))
      .sort();

  test('are there for each site, tier and protection, used or not', () => {
    const labels = ['agglo', 'mairie'].flatMap((site) =>
      ['capacity', 'ssd'].flatMap((tier) => ['mirrored', 'single'].map((protection) => `${site}-${tier}-${protection}`)),
    );
    for (const estate of [minimal, chelles])
      expect(made(estate)).toEqual(
        ['vsphere_tag', 'vsphere_vm_storage_policy'].flatMap((type) => labels.map((label) => `${type}.${label}`)),
      );
  });

  test('stay when a volume gets its mirror, another tier or another preferred side: only its datastore’s tag changes', () => {
    const single = changed(({ volumes }) => {
      volumes[KEY]!.mirrored = false;
      volumes[KEY]!.pools = { 'dcs-mairie': 'capacity' };
    });
    expect(made(single)).toEqual(made(minimal));
    const tags = (from: Rendered): unknown => resource(from, 'storage', 'vsphere_vmfs_datastore', KEY)['tags'];
    expect([tags(single), tags(minimal)]).toEqual([
      ['${vsphere_tag.mairie-capacity-single.id}'],
      ['${vsphere_tag.mairie-ssd-mirrored.id}'],
    ]);
  });
});
