/**
 * What a cluster that exists already must be set to, for people who compare: nothing is written there, but the proof counts on it, and the
 * defaults of vSphere are those of a single site.
 */
import type { Cluster } from '../../../config/model/cluster';
import { type Model, inOrder } from '../../../config/model/model';
import { hostsOf, inventoryNameOf } from '../../../config/views';
import type { NamedContent } from '../../generated-file';
import { haFacts, type HaFacts, haSettings } from '../ha-settings';

export function clusterSettings(model: Model, key: string): NamedContent {
  const cluster = model.clusters[key];
  if (cluster === undefined) throw new Error(`no cluster ${key}`);
  const name = inventoryNameOf(key, cluster);
  const facts = haFacts(model, key);
  const parts = [
    [
      `Settings of cluster ${name} (clusters.${key}). Generated from the estate: edits are lost.`,
      'It exists already: it is read, and nothing is set there. The proof counts on what stands here, and so should you: compare it in the',
      `vSphere Client, ${name} > Configure, and again whenever this file has changed.`,
    ],
    availability(cluster, facts),
    ['vSphere HA, advanced options', ...Object.entries(haSettings(cluster, facts).haAdvancedOptions).map(said)],
    ['Heartbeat datastores: automatically selected, preferred', ...cluster.heartbeat.map((datastore) => `  ${nameOf(model, datastore)}`)],
    drs(cluster),
    ['VMware EVC', said(['mode', cluster.evc])],
    power(model, key, cluster),
  ];
  return { name: `files/servers/${key}/cluster.txt`, content: `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n` };
}

const said = ([what, value]: readonly [string, string | number]): string => `  ${what}: ${String(value)}`;
const nameOf = (model: Model, datastore: string): string => inventoryNameOf(datastore, model.datastores[datastore] ?? {});

const ISOLATION: Record<Cluster['isolationResponse'], string> = {
  none: 'disabled',
  powerOff: 'power off and restart VMs',
  shutdown: 'shut down and restart VMs',
};
const APD: Record<Cluster['apdResponse'], string> = {
  restartConservative: 'power off and restart VMs, conservative restart policy',
  restartAggressive: 'power off and restart VMs, aggressive restart policy',
  warning: 'issue events',
  disabled: 'disabled',
};
const PDL: Record<Cluster['pdlResponse'], string> = {
  restartAggressive: 'power off and restart VMs',
  warning: 'issue events',
  disabled: 'disabled',
};
const DRS: Record<Cluster['drs'], string> = {
  manual: 'manual',
  partiallyAutomated: 'partially automated',
  fullyAutomated: 'fully automated',
};

function availability(cluster: Cluster, facts: HaFacts): string[] {
  const settings: [string, string | number][] = [
    ['HA and host monitoring', 'on'],
    ['host failure response', 'restart VMs, default priority medium'],
    ['additional delay', '0 s'],
    ['VM restart priority condition timeout', `${String(cluster.restartTimeout)} s`],
    ['next priority is started when', 'VMs are powered on'],
    ['host isolation', ISOLATION[cluster.isolationResponse]],
    ['datastore with PDL', PDL[cluster.pdlResponse]],
    ['datastore with APD', APD[cluster.apdResponse]],
    ['APD response delay', `${String(cluster.apdDelay)} s`],
    ['response recovery', 'disabled'],
    ['VM monitoring', 'disabled'],
    ['admission control', 'cluster resource percentage, set by hand'],
    ['reserved failover CPU', `${String(facts.cpuShare)} %`],
    ['reserved failover memory', `${String(facts.memoryShare)} %`],
    ['host failures the cluster tolerates', facts.hostsPerSite],
    ['performance degradation VMs tolerate', '0 %'],
    ['proactive HA', 'off'],
  ];
  return ['vSphere HA', ...settings.map(said)];
}

const drs = (cluster: Cluster): string[] => [
  'vSphere DRS',
  said(['automation level', DRS[cluster.drs]]),
  said(['migration threshold', cluster.drsThreshold]),
  said(['automation of single VMs', 'enabled']),
  said(['predictive DRS', 'off']),
  said(['scalable shares', 'off']),
];

/** The hosts that stay on are written with the cluster’s groups, existing or not. */
function power(model: Model, key: string, { dpm }: Cluster): string[] {
  if (dpm === undefined) return ['Power management (DPM)', said(['power management', 'off'])];
  const hosts = hostsOf(model, key);
  const on = inOrder(dpm.keepOn).map(([site, number]) => {
    const kept = hosts.filter(([, host]) => host.site === site).slice(0, number);
    return said([`always on at ${site}`, kept.map(([, host]) => host.name).join(', ')]);
  });
  return ['Power management (DPM)', said(['automation level', dpm.automation]), said(['threshold', 3]), ...on];
}
