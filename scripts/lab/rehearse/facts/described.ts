/** What must be there, from the Model; and the addresses that the states must hold, from what was synthesized. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder, type Model, type WorkloadNode } from '../../../../config/model/model';
import { hostsOf } from '../../../../config/views';
import type { LabFolder } from '../../folder';
import type { Facts, Named } from './facts';
import { goesHome } from './home';
import { clusterText, datastoreText, machineText, networkText, placedText, volumeText } from './words';

export interface Expectation {
  readonly model: Model;
  readonly folder: LabFolder;
  /** Stacks that were deployed. */
  readonly stacks: readonly string[];
  readonly volumes: boolean;
  /** Whether the simulated vCenter holds what was deployed: on the stand-in it does not. */
  readonly vcenter: boolean;
}

export function describedFacts({ model, folder, stacks, volumes, vcenter }: Expectation): Facts {
  const deployed = new Set(stacks);
  const workloads = inOrder(model.workloads).map(([, workload]) => workload);
  const machines = workloads.filter(({ stack, existing }) => !existing && deployed.has(stack));
  const found = workloads.filter(({ existing }) => existing);
  const nameOnVcenter = (datastore: string): string => model.datastores[datastore]?.inventoryName ?? datastore;
  const where = (stack: string, facts: () => Iterable<readonly [string, string]>): Named => new Map(deployed.has(stack) ? facts() : []);
  const datastores = inOrder(model.datastores).filter(([, { existing }]) => !existing);
  return {
    machines: new Map(machines.map((workload) => [workload.name, described(workload, nameOnVcenter)])),
    networks: new Map(
      inOrder(model.networks)
        .filter(([, network]) => !network.existing && network.switch !== undefined && deployed.has(network.stack))
        .map(([, { name, vlan }]) => [name, networkText(vlan)]),
    ),
    clusters: where('servers', () =>
      inOrder(model.clusters).flatMap(([key, { evc, existing }]) =>
        existing
          ? []
          : [
              [
                key,
                clusterText(
                  evc,
                  hostsOf(model, key).map(([, { name }]) => name),
                ),
              ] as const,
            ],
      ),
    ),
    datastores: where('storage', () => datastores.map(([key]) => [key, datastoreText(undefined)])),
    objects: new Map(stacks.flatMap((stack) => synthesizedIn(folder, stack)).map((address) => [address, 'there'])),
    volumes: new Map(volumes ? describedVolumes(model) : []),
    ...(vcenter
      ? {
          // Hosts of a cluster that exists already are in it whatever is deployed.
          vcenterHosts: where('servers', () =>
            inOrder(model.hosts).flatMap(([, { name, cluster }]) =>
              model.clusters[cluster]?.existing === true ? [] : [[name, `in ${cluster}`] as const],
            ),
          ),
          vcenterMachines: new Map(
            [...machines, ...found].map((workload) => [
              workload.name,
              placedText(goesHome(model, workload) ? workload.home : undefined, true),
            ]),
          ),
          vcenterDatastores: where('storage', () =>
            datastores.map(([key, { volume }]) => [key, datastoreText(model.volumes[volume]?.size ?? 0)]),
          ),
        }
      : {}),
  };
}

const described = ({ memory, cpus, disks, backup }: WorkloadNode, nameOnVcenter: (datastore: string) => string): string =>
  machineText(
    memory,
    cpus,
    inOrder(disks).map(([name, { size, datastore }]) => ({ name, size, datastore: nameOnVcenter(datastore) })),
    backup,
  );

/** Every volume is served to every host. */
function describedVolumes(model: Model): (readonly [string, string])[] {
  const hosts = inOrder(model.hosts).map(([, { name }]) => name);
  return inOrder(model.volumes).flatMap(([key, { size, existing }]) => (existing ? [] : [[key, volumeText(size, hosts)] as const]));
}

/** `stack:address` of every resource that the stack’s file has. */
function synthesizedIn(folder: LabFolder, stack: string): string[] {
  const text = readFileSync(join(folder.output, 'stacks', stack, 'cdk.tf.json'), 'utf8');
  const { resource = {} } = JSON.parse(text) as { resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  return Object.entries(resource).flatMap(([kind, named]) => Object.keys(named).map((name) => `${stack}:${kind}.${name}`));
}
