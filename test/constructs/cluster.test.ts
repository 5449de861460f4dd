/** Clusters: every setting of a stretched cluster with its literal value, because a provider’s default is that of a single site. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostsOf, siteShare } from '../../config/views';
import { edited, ofType, rendered, renderModel, resource } from '../stacks/rendered';

/** Written anew with UPDATE=1. */
const GOLDEN = join(__dirname, 'cluster.txt');
const minimal = rendered('minimal');
const chelles = rendered('chelles');
const production = (from = minimal): Readonly<Record<string, unknown>> =>
  resource(from, 'servers', 'vsphere_compute_cluster', 'production');

describe('a stretched cluster', () => {
  test('says each setting itself', () => {
    const { '//': _, ...settings } = production();
    expect(settings).toEqual({
      name: 'production',
      datacenter_id: '${data.vsphere_datacenter.estate.id}',
      host_system_ids: ['${data.vsphere_host.esx-agglo.id}', '${data.vsphere_host.esx-mairie.id}'],
      force_evacuate_on_destroy: false,
      evc_mode: 'intel-icelake',
      // Half of it stays free: a site must fit on the other. Computed automatically it would be one host.
      ha_enabled: true,
      ha_host_monitoring: 'enabled',
      ha_admission_control_policy: 'resourcePercentage',
      ha_admission_control_resource_percentage_auto_compute: false,
      ha_admission_control_resource_percentage_cpu: 50,
      ha_admission_control_resource_percentage_memory: 50,
      ha_admission_control_host_failure_tolerance: 1,
      ha_admission_control_performance_tolerance: 0,
      // Loss of storage: at once where the device is gone, after 140 s (host) and 180 s where all paths are down.
      ha_vm_component_protection: 'enabled',
      ha_datastore_pdl_response: 'restartAggressive',
      ha_datastore_apd_response: 'restartConservative',
      ha_datastore_apd_response_delay: 180,
      ha_datastore_apd_recovery_action: 'none',
      ha_host_isolation_response: 'powerOff',
      ha_heartbeat_datastore_policy: 'allFeasibleDsWithUserPreference',
      ha_heartbeat_datastore_ids: ['mairie-1', 'mairie-2', 'agglo-1', 'agglo-2'].map(
        (key) => `\${data.vsphere_datastore.donnees-${key}.id}`,
      ),
      ha_vm_restart_priority: 'medium',
      ha_vm_restart_timeout: 600,
      ha_vm_restart_additional_delay: 0,
      ha_vm_dependency_restart_condition: 'poweredOn',
      ha_vm_monitoring: 'vmMonitoringDisabled',
      ha_advanced_options: {
        'das.isolationaddress0': '10.0.10.3',
        'das.isolationaddress1': '10.0.10.2',
        'das.usedefaultisolationaddress': 'false',
        'das.heartbeatDsPerHost': '4',
        'das.respectVmHostSoftAffinityRules': 'true',
        'das.respectVmVmAntiAffinityRules': 'false',
      },
      drs_enabled: true,
      drs_automation_level: 'fullyAutomated',
      drs_migration_threshold: 3,
      drs_enable_vm_overrides: true,
      drs_enable_predictive_drs: false,
      drs_scale_descendants_shares: 'disabled',
      dpm_enabled: false,
      dpm_automation_level: 'manual',
      dpm_threshold: 3,
      proactive_ha_enabled: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('has an isolation address per site, in every cluster of the reference estate', () => {
    const clusters = ofType(chelles, 'vsphere_compute_cluster');
    expect(clusters.map(({ name }) => name).sort()).toEqual(Object.keys(chelles.model.clusters).sort());
    for (const { body } of clusters) {
      const options = body['ha_advanced_options'] as Record<string, string>;
      expect(Object.keys(options).filter((key) => /^das\.isolationaddress\d$/.test(key))).toEqual([
        'das.isolationaddress0',
        'das.isolationaddress1',
      ]);
      expect(options['das.heartbeatDsPerHost']).toBe(String((body['ha_heartbeat_datastore_ids'] as string[]).length));
    }
  });

  test('reserves what the larger site holds, rounded up', () => {
    const uneven = edited(chelles.model, ({ hosts, hardware }) => {
      const [first] = Object.values(hosts).filter(({ cluster, site }) => cluster === 'production' && site === 'mairie');
      hardware['plus'] = {
        ...hardware[first!.hardware]!,
        memory: hardware[first!.hardware]!.memory! * 2,
        cores: hardware[first!.hardware]!.cores! * 2,
      };
      first!.hardware = 'plus';
    });
    const { ha_admission_control_resource_percentage_cpu: cpu, ha_admission_control_resource_percentage_memory: memory } = production(
      renderModel(uneven),
    );
    // Four hosts a site, one of them now twice as large: 5 of 9.
    expect([cpu, memory]).toEqual([56, 56]);
    expect([siteShare(uneven, 'production', 'cpu'), siteShare(chelles.model, 'production', 'memory')]).toEqual([56, 50]);
  });

  test('that exists already is read, not made; its groups and pools are still ours', () => {
    const after = renderModel(edited(minimal.model, ({ clusters }) => (clusters['production']!.existing = true)));
    expect(ofType(after, 'vsphere_compute_cluster')).toEqual([]);
    expect(after.stacks.get('servers')!.data['vsphere_compute_cluster']).toHaveProperty('production');
    expect(resource(after, 'servers', 'vsphere_resource_pool', 'tenants_production')['parent_resource_pool_id']).toBe(
      '${data.vsphere_compute_cluster.production.resource_pool_id}',
    );
    expect(ofType(after, 'vsphere_compute_cluster_host_group').map(({ name }) => name)).toEqual([
      'production_site-agglo',
      'production_site-mairie',
    ]);
  });

  test('that exists already has its settings in a file, to compare: the same that would have been written', () => {
    const file = (after: ReturnType<typeof renderModel>) => after.output.texts.get('files/servers/production/cluster.txt');
    const existing = renderModel(
      edited(chelles.model, ({ clusters }) => Object.assign(clusters['production']!, { existing: true, inventoryName: 'CL-PROD' })),
    );
    expect(file(chelles)).toBeUndefined();
    if (process.env['UPDATE'] === '1') writeFileSync(GOLDEN, file(existing) ?? '');
    expect(file(existing)).toBe(readFileSync(GOLDEN, 'utf8'));
    const softer = renderModel(
      edited(chelles.model, ({ clusters }) => Object.assign(clusters['production']!, { existing: true, apdResponse: 'warning' })),
    );
    expect(file(softer)).toContain('datastore with APD: issue events');
  });

  test('weighs services more than tenants when it is short, and caps neither', () => {
    const pools = ofType(minimal, 'vsphere_resource_pool', 'servers');
    expect(
      pools.map(({ name, body }) => [name, body['cpu_share_level'], body['memory_share_level'], body['cpu_limit'], body['memory_limit']]),
    ).toEqual([
      ['services_production', 'high', 'high', -1, -1],
      ['tenants_production', 'normal', 'normal', -1, -1],
    ]);
    expect(ofType(chelles, 'vsphere_resource_pool', 'servers')).toHaveLength(2 * Object.keys(chelles.model.clusters).length);
  });
});

describe('host groups', () => {
  test('are one per site and cluster, and together hold every host once', () => {
    for (const { model, stacks } of [minimal, chelles]) {
      const groups = ofType({ stacks }, 'vsphere_compute_cluster_host_group');
      for (const cluster of Object.keys(model.clusters)) {
        const own = groups.filter(({ body }) => body['compute_cluster_id'] === `\${vsphere_compute_cluster.${cluster}.id}`);
        expect(own.map(({ body }) => body['name']).sort()).toEqual(['site-agglo', 'site-mairie']);
        for (const { name, body } of own) {
          const site = name.replace(`${cluster}_site-`, '');
          const hosts = hostsOf(model, cluster).filter(([, host]) => host.site === site);
          expect(body['host_system_ids']).toEqual(hosts.map(([key]) => `\${data.vsphere_host.${key}.id}`));
        }
      }
      expect(groups).toHaveLength(2 * Object.keys(model.clusters).length);
      expect(groups.flatMap(({ body }) => body['host_system_ids'] as string[]).sort()).toEqual(
        Object.keys(model.hosts)
          .map((key) => `\${data.vsphere_host.${key}.id}`)
          .sort(),
      );
    }
  });
});

describe('power management', () => {
  const powered = Object.entries(chelles.model.clusters).filter(([, { dpm }]) => dpm !== undefined);

  test('is on in the clusters that ask for it, at their level, and off in the others', () => {
    expect(powered.length).toBeGreaterThan(0);
    for (const [key, { dpm }] of Object.entries(chelles.model.clusters)) {
      const { dpm_enabled, dpm_automation_level } = resource(chelles, 'servers', 'vsphere_compute_cluster', key);
      expect([dpm_enabled, dpm_automation_level]).toEqual([dpm !== undefined, dpm?.automation ?? 'manual']);
    }
  });

  test('never empties a site: as many hosts per site as are asked for are exempt', () => {
    const overrides = ofType(chelles, 'vsphere_dpm_host_override');
    const expected = powered.flatMap(([key, { dpm }]) =>
      Object.entries(dpm!.keepOn).flatMap(([site, number]) =>
        hostsOf(chelles.model, key)
          .filter(([, host]) => host.site === site)
          .slice(0, number)
          .map(([host]) => host),
      ),
    );
    expect(overrides.map(({ name }) => name).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(1);
    for (const { name, body } of overrides)
      expect(body).toMatchObject({
        host_system_id: `\${data.vsphere_host.${name}.id}`,
        dpm_enabled: false,
        dpm_automation_level: 'manual',
      });
    expect(ofType(minimal, 'vsphere_dpm_host_override')).toEqual([]);
  });
});
