/** What the estate only reads: there before the first deployment, as the estate describes it, under the names that people gave it. */
import type { Cluster } from '../../config/model/cluster';
import type { Host } from '../../config/model/host';
import { inOrder, type Model } from '../../config/model/model';
import { hostsOf, isolationAddresses, siteShare } from '../../config/views';
import { OWNER_FOLDERS } from '../../constructs/inventory';
import { devicesOf } from '../../constructs/telecom/distributed-switch';
import { UsageError } from '../usage-error';

/** Read by `scripts/lab/vcenter`, and by the stand-in, which needs less of it. */
export interface ExistingInventory {
  readonly clusters: readonly ClusterInventory[];
  readonly switches: readonly SwitchInventory[];
  readonly portGroups: readonly { readonly name: string; readonly switch: string; readonly vlan: number }[];
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

/** The name that people gave it, or else the one it would be given here. */
export const nameOf = (key: string, { inventoryName }: { readonly inventoryName?: string | undefined }): string => inventoryName ?? key;

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
      ...{ name: nameOf(key, named), version, mtu, uplinks },
      hosts: all.map((host) => ({ name: host.name, nics: devicesOf(host, key, uplinks) })).filter(({ nics }) => nics.length > 0),
    })),
    portGroups: existingIn(model.networks).flatMap(([, { name, vlan, switch: on = '' }]) => {
      const carrier = switches[on];
      return carrier === undefined ? [] : [{ name, switch: nameOf(on, carrier), vlan }];
    }),
    datastores: existingIn(datastores).map(([key, store]) => ({
      name: nameOf(key, store),
      lun: model.volumes[store.volume]?.lun ?? 0,
    })),
    folders: foldersOf(model).map(({ folder }) => folder),
    roles: existingIn(model.roles).map(([key, role]) => ({ name: nameOf(key, role), privileges: [...role.privileges].sort() })),
  };
}

function clusterInventory(model: Model, key: string, cluster: Cluster, racked: readonly Host[]): ClusterInventory {
  const { evc, isolationResponse, apdResponse, apdDelay, pdlResponse, restartTimeout, drs, drsThreshold, dpm } = cluster;
  return {
    name: nameOf(key, cluster),
    hosts: [...hostsOf(model, key).map(([, host]) => host), ...racked.filter((host) => host.cluster === key)].map(({ name }) => name),
    ...{ evc, isolationResponse, apdResponse, apdDelay, pdlResponse, restartTimeout, drs, drsThreshold },
    isolationAddresses: isolationAddresses(model),
    cpuShare: siteShare(model, key, 'cpu'),
    memoryShare: siteShare(model, key, 'memory'),
    heartbeat: cluster.heartbeat.flatMap((on) => {
      const store = model.datastores[on];
      return store?.existing === true ? [nameOf(on, store)] : [];
    }),
    ...(dpm === undefined ? {} : { dpm: dpm.automation }),
  };
}

function existingIn<T extends { readonly existing: boolean }>(
  entities: Readonly<Record<string, T>>,
): (readonly [key: string, entity: T])[] {
  return inOrder(entities).filter(([, { existing }]) => existing);
}

const foldersOf = (model: Model): { readonly path: string; readonly folder: string }[] =>
  (['tenants', 'services'] as const).flatMap((kind) =>
    existingIn<Model['tenants'][string] | Model['services'][string]>(model[kind]).map(([key, owner]) => ({
      path: `${kind}.${key}`,
      folder: nameOf(`${OWNER_FOLDERS[kind]}/${key}`, owner),
    })),
  );

/** What was made here and let go later may lie in something that is still ours. From nothing it cannot. */
function refuseTooEarly(model: Model): void {
  const made = Object.values<string>(OWNER_FOLDERS);
  const early = [
    ...existingIn(model.networks).flatMap(([, { path, switch: on }]) =>
      on !== undefined && model['distributed-switches'][on]?.existing === false ? [{ path, needs: `distributed-switches.${on}` }] : [],
    ),
    ...existingIn(model.datastores).flatMap(([key, { volume }]) =>
      model.volumes[volume]?.existing === false ? [{ path: `datastores.${key}`, needs: `volumes.${volume}` }] : [],
    ),
    ...foldersOf(model).flatMap(({ path, folder }) => {
      const top = made.find((name) => name === folder.split('/')[0]?.toLowerCase());
      return top === undefined ? [] : [{ path, needs: `the folder ${top}` }];
    }),
  ];
  const [first] = early;
  if (first !== undefined)
    throw new UsageError(
      `\`${first.path}\` exists already, and lies in \`${first.needs}\`, which the estate makes: from nothing the one cannot be there before the other`,
      'rehearse on a copy of the estate without this `existing: true`',
    );
}
