/** What the estate only reads: there before the first deployment, as the estate describes it, under the names that people gave it. */
import type { Cluster } from '../../config/model/cluster';
import type { Host } from '../../config/model/host';
import { netmask } from '../../config/model/addresses';
import { inOrder, type Model } from '../../config/model/model';
import { hasAdapters, hostsOf, inventoryNameOf } from '../../config/views';
import { haFacts } from '../../constructs/servers/ha-settings';
import { devicesOf } from '../../constructs/telecom/distributed-switch';
import { existingIn, foldersOf, refuseTooEarly } from './existing';

/** Read by `scripts/lab/vcenter`, and by the stand-in, which needs less of it. */
export interface ExistingInventory {
  readonly clusters: readonly ClusterInventory[];
  readonly switches: readonly SwitchInventory[];
  readonly portGroups: readonly { readonly name: string; readonly switch: string; readonly vlan: number }[];
  readonly adapters: readonly AdapterInventory[];
  readonly datastores: readonly { readonly name: string; readonly lun: number }[];
  /** Paths below the datacenter’s folder of machines. */
  readonly folders: readonly string[];
  readonly roles: readonly { readonly name: string; readonly privileges: readonly string[] }[];
}

interface ClusterInventory extends Pick<
  Cluster,
  'evc' | 'isolationResponse' | 'apdResponse' | 'apdDelay' | 'pdlResponse' | 'restartTimeout' | 'drs' | 'drsThreshold'
> {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly isolationAddresses: readonly string[];
  readonly cpuShare: number;
  readonly memoryShare: number;
  /** Datastores that exist too. */
  readonly heartbeat: readonly string[];
  readonly dpm?: string;
}

interface SwitchInventory {
  readonly name: string;
  readonly version: string;
  readonly mtu: number;
  readonly uplinks: readonly string[];
  readonly hosts: readonly { readonly name: string; readonly nics: readonly string[] }[];
}

interface AdapterInventory {
  readonly host: string;
  readonly portGroup: string;
  readonly address: string;
  readonly mask: string;
  readonly mtu: number;
}

/**
 * `racked` hosts are in vCenter though the estate does not describe them yet: whoever racked them let them join what exists. Throws a
 * `UsageError` where something cannot be there before what it needs, which the estate makes.
 */
export function existingInventory(model: Model, racked: readonly Host[]): ExistingInventory {
  refuseTooEarly(model);
  const all = [...inOrder(model.hosts).map(([, host]) => host), ...racked];
  const { datastores, 'distributed-switches': switches } = model;
  return {
    clusters: existingIn(model.clusters).map(([key, cluster]) => clusterInventory(model, key, cluster, racked)),
    switches: existingIn(switches).map(([key, { version, mtu, uplinks, ...named }]) => ({
      ...{ name: inventoryNameOf(key, named), version, mtu, uplinks },
      hosts: all.map((host) => ({ name: host.name, nics: devicesOf(host, key, uplinks) })).filter(({ nics }) => nics.length > 0),
    })),
    portGroups: existingIn(model.networks).flatMap(([, { name, vlan, switch: on = '' }]) => {
      const carrier = switches[on];
      return carrier === undefined ? [] : [{ name, switch: inventoryNameOf(on, carrier), vlan }];
    }),
    adapters: all.flatMap((host) => adaptersOf(model, host)),
    datastores: existingIn(datastores).map(([key, store]) => ({
      name: inventoryNameOf(key, store),
      lun: model.volumes[store.volume]?.lun ?? 0,
    })),
    folders: foldersOf(model).map(({ folder }) => folder),
    roles: existingIn(model.roles).map(([key, role]) => ({ name: inventoryNameOf(key, role), privileges: [...role.privileges].sort() })),
  };
}

function clusterInventory(model: Model, key: string, cluster: Cluster, racked: readonly Host[]): ClusterInventory {
  const { evc, isolationResponse, apdResponse, apdDelay, pdlResponse, restartTimeout, drs, drsThreshold, dpm } = cluster;
  const facts = haFacts(model, key);
  return {
    name: inventoryNameOf(key, cluster),
    hosts: [...hostsOf(model, key).map(([, host]) => host), ...racked.filter((host) => host.cluster === key)].map(({ name }) => name),
    ...{ evc, isolationResponse, apdResponse, apdDelay, pdlResponse, restartTimeout, drs, drsThreshold },
    ...{ isolationAddresses: facts.isolationAddresses, cpuShare: facts.cpuShare, memoryShare: facts.memoryShare },
    heartbeat: cluster.heartbeat.flatMap((on) => {
      const store = model.datastores[on];
      return store?.existing === true ? [inventoryNameOf(on, store)] : [];
    }),
    ...(dpm === undefined ? {} : { dpm: dpm.automation }),
  };
}

/** Those of networks that exist: of the others they are made. */
const adaptersOf = (model: Model, { name: host, addresses }: Host): AdapterInventory[] =>
  inOrder(addresses).flatMap(([id, address]) => {
    const network = model.networks[id];
    if (network?.existing !== true || !hasAdapters(network)) return [];
    const mtu = model['distributed-switches'][network.switch ?? '']?.mtu ?? 1500;
    return [{ host, portGroup: network.name, address, mask: netmask(network.subnet), mtu }];
  });
