/** What is there: read from the states, and asked of the simulators. Nothing that Cordée remembers is looked at. */
import { VM_CATEGORIES } from '../../../../constructs/inventory';
import { datacoreStatus, type VcenterStatus, vcenterStatus } from '../../control';
import type { LabFolder } from '../../folder';
import type { LiveRun } from '../../run-file';
import { objectsIn, type StateObject, statesOf } from '../../states';
import type { Facts } from './facts';
import { clusterText, datastoreText, machineText, networkText, placedText, volumeText } from './words';

const MIB = 2 ** 20;

export interface Found {
  readonly facts: Facts;
  /** `stack:address` → id, of every object of a state. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Names of what was there before the first deployment. */
export interface Older {
  readonly datastores: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
}

export interface Sources {
  readonly folder: LabFolder;
  readonly run: LiveRun;
  readonly older: Older;
  /** Whether the simulated vCenter holds what was deployed: on the stand-in it does not. */
  readonly vcenter: boolean;
  /** Names of machines of which nobody says where they run. */
  readonly anywhere: ReadonlySet<string>;
}

export async function foundFacts({ folder, run, older, vcenter, anywhere }: Sources): Promise<Found> {
  const stacks = statesOf(folder).sort();
  const all = stacks.flatMap((stack) => objectsIn(folder, stack, 'all').map((object) => ({ ...object, stack })));
  const objects = all.filter(({ address }) => !address.startsWith('data.'));
  const facts = inStates(objects, all);
  const { disks } = await datacoreStatus(run);
  return {
    facts: {
      ...facts,
      objects: new Map(objects.map(({ stack, address }) => [`${stack}:${address}`, 'there'])),
      volumes: new Map(
        disks.filter(({ name }) => !older.volumes.has(name)).map(({ name, size, hosts }) => [name, volumeText(size / MIB, hosts)]),
      ),
      ...(vcenter ? inVcenter(await vcenterStatus(run), facts.clusters, older.datastores, anywhere) : {}),
    },
    ids: new Map(objects.map(({ stack, address, attributes }) => [`${stack}:${address}`, String(attributes['id'])])),
  };
}

function inStates(objects: readonly StateObject[], all: readonly StateObject[]): Facts {
  const names = namesById(all);
  const nameOf = (id: unknown): string => names.get(String(id)) ?? `an unknown object (${String(id)})`;
  const of = <T>(type: string, each: (attributes: StateObject['attributes']) => T): ReadonlyMap<string, T> =>
    new Map(objects.filter((object) => object.type === type).map(({ attributes }) => [String(attributes['name']), each(attributes)]));
  return {
    machines: of('vsphere_virtual_machine', (machine) =>
      machineText(
        Number(machine['memory']),
        Number(machine['num_cpus']),
        listIn(machine['disk']).map((disk) => ({
          name: String(disk['label']),
          size: Number(disk['size']) * 1024,
          datastore: nameOf(disk['datastore_id']),
        })),
        textsIn(machine['tags'])
          .map(nameOf)
          .find((name) => name.startsWith(BACKUP))
          ?.slice(BACKUP.length) ?? 'none',
      ),
    ),
    networks: of('vsphere_distributed_port_group', (group) => networkText(Number(group['vlan_id']))),
    clusters: of('vsphere_compute_cluster', (cluster) =>
      clusterText(String(cluster['evc_mode']), textsIn(cluster['host_system_ids']).map(nameOf)),
    ),
    datastores: of('vsphere_vmfs_datastore', () => datastoreText(undefined)),
  };
}

const BACKUP = `${VM_CATEGORIES.backup}/`;

/** Names of what other objects refer to by its id; a tag’s has its category before it. */
function namesById(all: readonly StateObject[]): ReadonlyMap<string, string> {
  const plain = new Map(all.map(({ attributes: { id, name } }) => [String(id), String(name)]));
  const tags = all.filter(({ type }) => type === 'vsphere_tag');
  return new Map([
    ...plain,
    ...tags.map(({ attributes: { id, name, category_id: category } }) => {
      return [String(id), `${plain.get(String(category)) ?? ''}/${String(name)}`] as const;
    }),
  ]);
}

/** Hosts that are in none of the clusters that were made, and datastores that are older than the first deployment, are nobody’s here. */
function inVcenter(
  { hosts, machines, datastores }: VcenterStatus,
  clusters: Facts['clusters'],
  older: ReadonlySet<string>,
  anywhere: ReadonlySet<string>,
): Facts {
  const own = datastores.filter(({ name }) => !older.has(name));
  const inClusters = hosts.filter(({ parent }) => clusters?.has(parent) === true);
  const real = machines.filter(({ template }) => template !== true);
  return {
    vcenterHosts: new Map(inClusters.map(({ name, parent }) => [name, `in ${parent}`])),
    vcenterMachines: new Map(
      real.map(({ name, site, power }) => [name, placedText(anywhere.has(name) ? undefined : site, power === 'poweredOn')]),
    ),
    vcenterDatastores: new Map(own.map(({ name, mib }) => [name, datastoreText(mib)])),
  };
}

const listIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
