/** Virtual machines: what they are made of, and what no edit may do to them. */
import type { WorkloadNode } from '../../config/model/model';
import { macAddress } from '../../constructs/servers/mac-address';
import { edited, ofType, rendered, renderModel, resource, type Body, type Editable } from '../stacks/rendered';

const minimal = rendered('minimal');
const chelles = rendered('chelles');
const fichiers = (from = minimal): Body => resource(from, 'tenant-ville', 'vsphere_virtual_machine', 'ville_fichiers');
const withMachine = (change: (machine: Editable<WorkloadNode>) => void): Body =>
  fichiers(renderModel(edited(minimal.model, ({ workloads }) => change(workloads['ville/fichiers']!))));
/** First 40 bits of the hash of `ville/fichiers/0`, behind the mark of an address that nobody’s factory gives. */
const MAC = '02:5e:53:eb:ca:64';
const DATASTORE = '${data.vsphere_datastore.donnees-mairie-1.id}';
const POLICY = '${data.vsphere_storage_policy.cordee-mairie-ssd-mirrored.id}';

describe('a machine', () => {
  test('is what was written, and protected', () => {
    const { '//': _, extra_config: _extra, ...machine } = fichiers();
    expect(machine).toEqual({
      name: 'ville-fichiers',
      folder: '${vsphere_folder.ville.path}',
      resource_pool_id: '${vsphere_resource_pool.ville_production.id}',
      datastore_id: DATASTORE,
      storage_policy_id: POLICY,
      guest_id: 'debian12_64Guest',
      firmware: 'efi',
      efi_secure_boot_enabled: false,
      scsi_type: 'pvscsi',
      num_cpus: 2,
      num_cores_per_socket: 2,
      memory: 4096,
      memory_reservation: 0,
      memory_hot_add_enabled: true,
      cpu_hot_add_enabled: true,
      extra_config_reboot_required: false,
      force_power_off: false,
      shutdown_wait_timeout: 10,
      migrate_wait_timeout: 1440,
      network_interface: [
        {
          network_id: '${vsphere_distributed_port_group.ville_serveurs.id}',
          adapter_type: 'vmxnet3',
          use_static_mac: true,
          mac_address: MAC,
        },
      ],
      disk: [
        {
          label: 'systeme',
          size: 40,
          unit_number: 0,
          datastore_id: DATASTORE,
          storage_policy_id: POLICY,
          thin_provisioned: true,
          keep_on_remove: true,
        },
      ],
      clone: { template_uuid: '${data.vsphere_virtual_machine.template-debian-12.id}' },
      custom_attributes: { '${data.vsphere_custom_attribute.cordee-key.id}': 'ville/fichiers' },
      tags: ['owner_ville', 'site_mairie', 'class_standard', 'backup_standard'].map((tag) => `\${data.vsphere_tag.cordee-${tag}.id}`),
      wait_for_guest_net_timeout: 0,
      wait_for_guest_ip_timeout: 0,
      lifecycle: { prevent_destroy: true, ignore_changes: ['clone', 'guest_id', 'firmware', 'efi_secure_boot_enabled'] },
    });
  });

  test('never names a host: DRS places it, by its rules', () => {
    for (const { body } of ofType(chelles, 'vsphere_virtual_machine')) expect(body).not.toHaveProperty('host_system_id');
  });

  test('has its disks by their unit and its cards by their order, whatever order they are written in', () => {
    const machine = withMachine((copy) => {
      const system = copy.disks['systeme']!;
      copy.disks = {
        zebre: { ...system, unit: 1, size: 1024 * 8 },
        systeme: system,
        abricot: { ...system, unit: 2, datastore: 'donnees-mairie-2' },
      };
      copy.nics = { seconde: { ...copy.nics['principale']!, order: 1, network: 'management' }, principale: copy.nics['principale']! };
    });
    expect((machine['disk'] as Body[]).map(({ label, unit_number, size }) => [label, unit_number, size])).toEqual([
      ['systeme', 0, 40],
      ['zebre', 1, 8],
      ['abricot', 2, 40],
    ]);
    expect((machine['disk'] as Body[])[2]!['datastore_id']).toBe('${data.vsphere_datastore.donnees-mairie-2.id}');
    expect((machine['network_interface'] as Body[]).map(({ network_id }) => network_id)).toEqual([
      '${vsphere_distributed_port_group.ville_serveurs.id}',
      '${data.vsphere_network.management.id}',
    ]);
  });

  test('reserves the share of its memory that is asked for, in whole MiB', () => {
    expect(withMachine((copy) => (copy.memoryReservation = 100))['memory_reservation']).toBe(4096);
    expect(withMachine((copy) => (copy.memoryReservation = 33))['memory_reservation']).toBe(1352);
  });

  test('lets processors be added while it runs only where it has few', () => {
    expect(withMachine((copy) => (copy.cpus = 64))['cpu_hot_add_enabled']).toBe(false);
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 1],
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 5],
    [16, 8],
    [64, 32],
  ])('of %i processors shows its guest sockets of %i: it grows running up to 8, and never has more than four', (cpus, cores) => {
    expect(withMachine((copy) => (copy.cpus = cpus))['num_cores_per_socket']).toBe(cores);
  });

  test('shows its guest the sockets that a licence wants', () => {
    const machine = withMachine((copy) => Object.assign(copy, { cpus: 8, coresPerSocket: 8 }));
    expect([machine['num_cpus'], machine['num_cores_per_socket']]).toEqual([8, 8]);
  });

  test('starts as its template does', () => {
    const after = renderModel(edited(minimal.model, ({ templates }) => (templates['debian-12']!.secureBoot = true)));
    expect(fichiers(after)['efi_secure_boot_enabled']).toBe(true);
  });

  test('that exists already is read by its name, and no machine is made', () => {
    const after = renderModel(edited(minimal.model, ({ workloads }) => (workloads['ville/fichiers']!.existing = true)));
    expect(ofType(after, 'vsphere_virtual_machine')).toEqual([]);
    expect(
      resource(after, 'tenant-ville', 'vsphere_compute_cluster_vm_group', 'ville_home_production_mairie')['virtual_machine_ids'],
    ).toEqual(['${data.vsphere_virtual_machine.ville_fichiers.id}']);
  });
});

describe('the machines of the reference estate', () => {
  const machines = ofType(chelles, 'vsphere_virtual_machine');
  const own = Object.values(chelles.model.workloads).filter(({ existing }) => !existing);

  test('are as many as are described, each with its tags, key and sizes', () => {
    expect(machines.map(({ stack, name }) => `${stack} ${name}`).sort()).toEqual(
      own.map(({ stack, owner, key }) => `${stack} ${owner}_${key}`).sort(),
    );
    for (const workload of own) {
      const body = resource(chelles, workload.stack, 'vsphere_virtual_machine', `${workload.owner}_${workload.key}`);
      expect(body['tags']).toEqual(
        [`owner_${workload.owner}`, `site_${workload.home}`, `class_${workload.class}`, `backup_${workload.backup}`].map(
          (tag) => `\${data.vsphere_tag.cordee-${tag}.id}`,
        ),
      );
      expect(Object.values(body['custom_attributes'] as Body)).toEqual([workload.id]);
      expect([body['num_cpus'], body['memory']]).toEqual([workload.cpus, workload.memory]);
      expect((body['disk'] as Body[]).map(({ label, size }) => [label, size])).toEqual(
        Object.entries(workload.disks)
          .sort(([, a], [, b]) => a.unit - b.unit)
          .map(([label, { size }]) => [label, size / 1024]),
      );
      expect(body['network_interface']).toHaveLength(Object.keys(workload.nics).length);
    }
  });

  test('are each tagged with tags that the servers stack makes', () => {
    const made = new Set(ofType(chelles, 'vsphere_tag', 'servers').map(({ name }) => name));
    for (const { body } of machines)
      for (const tag of body['tags'] as string[]) expect(made).toContain(/^\$\{data\.vsphere_tag\.(.+)\.id\}$/.exec(tag)![1]);
  });
});

describe('what a guest learns of itself', () => {
  const metadataOf = (body: Body): unknown => JSON.parse((body['extra_config'] as Record<string, string>)['guestinfo.metadata']!);
  const network = (ethernets: unknown): unknown => ({
    'instance-id': 'ville-fichiers',
    'local-hostname': 'ville-fichiers',
    network: { version: 2, ethernets },
  });
  const nameservers = { addresses: [], search: ['ville.example'] };

  test('is its name, address, gateway and search domain', () => {
    expect(metadataOf(fichiers())).toEqual(
      network({
        ens192: {
          match: { macaddress: MAC },
          'set-name': 'ens192',
          dhcp4: false,
          addresses: ['10.0.100.10/24'],
          gateway4: '10.0.100.1',
          nameservers,
        },
      }),
    );
  });

  test('is its short name where it has one, and the same identity', () => {
    const machine = withMachine((copy) => (copy.hostname = 'fich'));
    expect([machine['name'], metadataOf(machine)]).toMatchObject([
      'ville-fichiers',
      { 'instance-id': 'ville-fichiers', 'local-hostname': 'fich' },
    ]);
  });

  test('is both families of addresses, and a default route by the first card only', () => {
    const after = renderModel(
      edited(minimal.model, ({ workloads, networks }) => {
        networks['ville/serveurs']!.subnet6 = '2001:db8:100::/64';
        networks['management']!.virtualGateway = '10.0.10.1';
        const { nics } = workloads['ville/fichiers']!;
        nics['principale']!.address6 = '2001:db8:100::10';
        nics['admin'] = { network: 'management', address: '10.0.10.50', order: 1 };
      }),
    );
    expect(metadataOf(fichiers(after))).toEqual(
      network({
        ens192: {
          match: { macaddress: MAC },
          'set-name': 'ens192',
          dhcp4: false,
          addresses: ['10.0.100.10/24', '2001:db8:100::10/64'],
          gateway4: '10.0.100.1',
          nameservers,
        },
        ens224: {
          match: { macaddress: macAddress('ville/fichiers', 1) },
          'set-name': 'ens224',
          dhcp4: false,
          addresses: ['10.0.10.50/24'],
          nameservers,
        },
      }),
    );
  });

  test('is told to Windows by the MAC address that Terraform gives the card, and by its own name', () => {
    const machine = renderModel(edited(minimal.model, ({ templates }) => (templates['debian-12']!.guest = 'windows2019srvNext_64Guest')));
    expect(metadataOf(fichiers(machine))).toEqual(
      network({
        principale: { match: { macaddress: MAC }, dhcp4: false, addresses: ['10.0.100.10/24'], gateway4: '10.0.100.1', nameservers },
      }),
    );
  });

  test('names every card of the reference estate by the address that the card has, and no two cards have one', () => {
    const seen = new Set<string>();
    for (const { body } of ofType(chelles, 'vsphere_virtual_machine')) {
      const cards = body['network_interface'] as { mac_address: string; use_static_mac: boolean }[];
      const { ethernets } = (metadataOf(body) as { network: { ethernets: Record<string, { match: { macaddress: string } }> } }).network;
      expect(Object.values(ethernets).map(({ match }) => match.macaddress)).toEqual(cards.map(({ mac_address }) => mac_address));
      expect(cards.every(({ use_static_mac }) => use_static_mac)).toBe(true);
      for (const { mac_address } of cards) {
        expect(mac_address).toMatch(/^02(:[0-9a-f]{2}){5}$/);
        expect(seen).not.toContain(mac_address);
        seen.add(mac_address);
      }
    }
    expect(seen.size).toBeGreaterThan(80);
  });

  test('is the name servers of the estate, those of its own site first', () => {
    const dns = Object.values(chelles.model.workloads).filter(({ provides }) => provides.includes('dns'));
    expect(new Set(dns.map(({ home }) => home)).size).toBe(2);
    for (const home of ['mairie', 'agglo']) {
      const workload = Object.values(chelles.model.workloads).find(
        (one) => one.home === home && one.ownerKind === 'tenants' && !one.existing,
      )!;
      const body = resource(chelles, workload.stack, 'vsphere_virtual_machine', `${workload.owner}_${workload.key}`);
      const { ethernets } = (metadataOf(body) as { network: { ethernets: Record<string, { nameservers: { addresses: string[] } }> } })
        .network;
      const { addresses } = Object.values(ethernets)[0]!.nameservers;
      expect(addresses).toHaveLength(dns.length);
      const near = dns
        .filter((one) => one.home === home)
        .map(({ nics }) => Object.values(nics).sort((a, b) => a.order - b.order)[0]!.address);
      expect(addresses.slice(0, near.length).sort()).toEqual(near.sort());
    }
  });
});
