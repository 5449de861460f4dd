/** What the telecom stack says to Terraform, read from the synthesized JSON with exact counts. */
import type { Model } from '../../../config/model/model';
import { modelOf, namesOf, synthTelecom } from './estate';

const minimal = modelOf('minimal');

/** A Model that differs in one place; Models are plain data. */
function changed(model: Model, change: (copy: any) => void): Model {
  const copy = structuredClone(model) as any;
  change(copy);
  return copy as Model;
}

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
  test('a title changes nothing, nor does the order of cards', () => {
    const other = changed(minimal, (model) => {
      for (const collection of ['networks', 'distributed-switches', 'hosts', 'routers', 'links', 'uses', 'accesses'])
        for (const entity of Object.values<any>(model[collection])) entity.title = 'Autre titre';
      for (const host of Object.values<any>(model.hosts)) host.nics = Object.fromEntries(Object.entries(host.nics).reverse());
    });
    expect(synthTelecom(other).text).toBe(synthTelecom(minimal).text);
  });

  test('devices follow the uplinks, not their own names', () => {
    const { resource } = synthTelecom(
      changed(minimal, (model) => {
        const { vmnic0, vmnic1 } = model.hosts['esx-agglo'].nics;
        model.hosts['esx-agglo'].nics = { vmnic0: { ...vmnic0, uplink: 'uplink-2' }, vmnic1: { ...vmnic1, uplink: 'uplink-1' } };
      }),
    );
    const [first] = resource['vsphere_distributed_virtual_switch']!['general']!['host'] as any[];
    expect(first.devices).toEqual(['vmnic1', 'vmnic0']);
  });

  test('an existing switch and an existing network are read by name', () => {
    const { resource, data } = synthTelecom(
      changed(minimal, (model) => {
        model['distributed-switches'].general.existing = true;
        model.networks.vmotion.existing = true;
      }),
    );
    expect(resource).not.toHaveProperty('vsphere_distributed_virtual_switch');
    expect(namesOf(data, 'vsphere_distributed_virtual_switch')).toEqual(['general']);
    expect(namesOf(data, 'vsphere_network')).toEqual(['vmotion']);
    expect(namesOf(resource, 'vsphere_distributed_port_group')).toEqual(['backup', 'iscsi-a', 'iscsi-b', 'management']);
    expect(resource['vsphere_vnic']!['esx-agglo_vmotion']).toMatchObject({
      distributed_switch_port: '${data.vsphere_distributed_virtual_switch.general.id}',
      distributed_port_group: '${data.vsphere_network.vmotion.id}',
    });
  });
});
