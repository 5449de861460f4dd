/** What the telecom stack says to Terraform, read from the synthesized JSON with exact counts. */
import { createHash } from 'node:crypto';
import { GeneratedFile } from '../../../constructs/generated-file';
import { changed, modelOf, namesOf, reordered, retitled, synthTelecom } from './estate';

const minimal = modelOf('minimal');

describe('the telecom stack of minimal', () => {
  const { resource, data } = synthTelecom(minimal);

  test('has one switch, with the hosts of both sites and their cards in the order of the uplinks', () => {
    expect(namesOf(resource, 'vsphere_distributed_virtual_switch')).toEqual(['general']);
    const general = resource['vsphere_distributed_virtual_switch']!['general']!;
    expect(general['host']).toEqual([
      { devices: ['vmnic0', 'vmnic1'], host_system_id: '${data.vsphere_host.esx-agglo.id}' },
      { devices: ['vmnic0', 'vmnic1'], host_system_id: '${data.vsphere_host.esx-mairie.id}' },
    ]);
    expect(general).toMatchObject({
      name: 'general',
      datacenter_id: '${data.vsphere_datacenter.estate.id}',
      uplinks: ['uplink-1', 'uplink-2'],
      active_uplinks: ['uplink-1', 'uplink-2'],
      standby_uplinks: [],
      max_mtu: 9000,
      version: '8.0.0',
      link_discovery_protocol: 'lldp',
      link_discovery_operation: 'both',
      network_resource_control_enabled: true,
      network_resource_control_version: 'version3',
      iscsi_share_level: 'high',
      allow_promiscuous: false,
      allow_forged_transmits: false,
      allow_mac_changes: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(general).not.toHaveProperty('failback');
  });

  test('has a port group for each shared network with a switch, none for the mirrors', () => {
    const groups = resource['vsphere_distributed_port_group']!;
    expect(namesOf(resource, 'vsphere_distributed_port_group')).toEqual(['backup', 'iscsi-a', 'iscsi-b', 'management', 'vmotion']);
    for (const [key, group] of Object.entries(groups)) {
      expect(group).toMatchObject({
        name: key,
        vlan_id: minimal.networks[key]!.vlan,
        distributed_virtual_switch_uuid: '${vsphere_distributed_virtual_switch.general.id}',
        type: 'earlyBinding',
        auto_expand: true,
        allow_promiscuous: false,
        allow_forged_transmits: false,
        allow_mac_changes: false,
      });
      for (const absent of ['vlan_range', 'port_private_secondary_vlan_id', 'failback']) expect(group).not.toHaveProperty(absent);
    }
  });

  test('binds each storage front-end to one uplink of its own and spreads the rest', () => {
    const teaming = (key: string) => {
      const { teaming_policy, active_uplinks, standby_uplinks } = resource['vsphere_distributed_port_group']![key]!;
      return { teaming_policy, active_uplinks, standby_uplinks };
    };
    expect(teaming('iscsi-a')).toEqual({ teaming_policy: 'failover_explicit', active_uplinks: ['uplink-1'], standby_uplinks: [] });
    expect(teaming('iscsi-b')).toEqual({ teaming_policy: 'failover_explicit', active_uplinks: ['uplink-2'], standby_uplinks: [] });
    for (const key of ['management', 'vmotion', 'backup']) {
      expect(teaming(key)).toEqual({
        teaming_policy: 'loadbalance_loadbased',
        active_uplinks: ['uplink-1', 'uplink-2'],
        standby_uplinks: [],
      });
    }
  });

  test('gives each host an adapter per network it has an address on, never for management', () => {
    expect(namesOf(resource, 'vsphere_vnic')).toEqual([
      'esx-agglo_iscsi-a',
      'esx-agglo_iscsi-b',
      'esx-agglo_vmotion',
      'esx-mairie_iscsi-a',
      'esx-mairie_iscsi-b',
      'esx-mairie_vmotion',
    ]);
    expect(resource['vsphere_vnic']!['esx-mairie_vmotion']).toEqual({
      host: '${data.vsphere_host.esx-mairie.id}',
      distributed_switch_port: '${vsphere_distributed_virtual_switch.general.id}',
      distributed_port_group: '${vsphere_distributed_port_group.vmotion.id}',
      ipv4: { ip: '10.0.11.11', netmask: '255.255.255.0' },
      mtu: 9000,
      netstack: 'defaultTcpipStack',
      services: ['vmotion'],
    });
    expect(resource['vsphere_vnic']!['esx-mairie_iscsi-a']).not.toHaveProperty('services');
  });

  test('reads the datacenter and the hosts, and nothing else', () => {
    expect(Object.keys(data).sort()).toEqual(['vsphere_datacenter', 'vsphere_host']);
    expect(namesOf(data, 'vsphere_host')).toEqual(['esx-agglo', 'esx-mairie']);
  });
});

describe('what an edit changes', () => {
  test.each(['minimal', 'chelles'])('in %s, titles and the order of files change nothing', (environment) => {
    const model = modelOf(environment);
    const { text, stack } = synthTelecom(model);
    for (const other of [retitled(model), reordered(model)]) {
      const again = synthTelecom(other);
      expect(again.text).toBe(text);
      expect(GeneratedFile.allIn(again.stack)).toEqual(GeneratedFile.allIn(stack));
    }
  });

  test('devices follow the uplinks, not their own names', () => {
    const { resource } = synthTelecom(
      changed(minimal, { 'hosts.esx-agglo.nics.vmnic0.uplink': 'uplink-2', 'hosts.esx-agglo.nics.vmnic1.uplink': 'uplink-1' }),
    );
    const [first] = resource['vsphere_distributed_virtual_switch']!['general']!['host'] as { readonly devices: readonly string[] }[];
    expect(first!.devices).toEqual(['vmnic1', 'vmnic0']);
  });

  test('an existing switch and an existing network are read by name', () => {
    const { resource, data } = synthTelecom(
      changed(minimal, { 'distributed-switches.general.existing': true, 'networks.vmotion.existing': true }),
    );
    expect(resource).not.toHaveProperty('vsphere_distributed_virtual_switch');
    expect(namesOf(data, 'vsphere_distributed_virtual_switch')).toEqual(['general']);
    expect(namesOf(data, 'vsphere_network')).toEqual(['vmotion']);
    expect(namesOf(resource, 'vsphere_distributed_port_group')).toEqual(['backup', 'iscsi-a', 'iscsi-b', 'management']);
    expect(resource['vsphere_vnic']).not.toHaveProperty('esx-agglo_vmotion');
    expect(resource['vsphere_vnic']!['esx-agglo_iscsi-a']).toMatchObject({
      distributed_switch_port: '${data.vsphere_distributed_virtual_switch.general.id}',
      distributed_port_group: '${vsphere_distributed_port_group.iscsi-a.id}',
    });
  });
});

describe('generated files', () => {
  const { resource, stack } = synthTelecom(minimal);

  test('each is known to Terraform by its name and its hash', () => {
    const files = GeneratedFile.allIn(stack);
    expect(files.map(({ name }) => name)).toEqual([
      'files/telecom/routeur-agglo/inside/frr.conf',
      'files/telecom/routeur-agglo/interfaces.sh',
      'files/telecom/routeur-agglo/zones.nft',
      'files/telecom/routeur-mairie/inside/frr.conf',
      'files/telecom/routeur-mairie/interfaces.sh',
      'files/telecom/routeur-mairie/zones.nft',
    ]);
    const triggers = Object.values(resource['null_resource']!).map((made) => made['triggers']);
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(triggers).toHaveLength(files.length);
    expect(triggers).toEqual(expect.arrayContaining(files.map(({ name, content }) => ({ file: name, sha256: hash(content) }))));
    expect(namesOf(resource, 'null_resource')).toContain('file_telecom_routeur-agglo_inside_frr-conf');
  });

  test('an edit of the routing changes the files of the routers it concerns, and their resources only', () => {
    const other = synthTelecom(changed(minimal, { 'links.fibre-sud.cost': 30 }));
    const before = resource['null_resource']!;
    const after = other.resource['null_resource']!;
    const differing = Object.keys(after).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]));
    expect(differing.sort()).toEqual(['file_telecom_routeur-agglo_inside_frr-conf', 'file_telecom_routeur-mairie_inside_frr-conf']);
    expect({ ...other.resource, null_resource: {} }).toEqual({ ...resource, null_resource: {} });
  });
});
