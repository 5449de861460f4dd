/** Small edits, each of which changes one object of a kind in place, or lets one go that holds nothing: they are made together. */
import { RESTART_PRIORITIES } from '../../../config/model/common';
import { inOrder, type Model, type WorkloadNode } from '../../../config/model/model';
import { format } from '../../../config/model/quantities';
import { workloadsOf } from '../../../config/views';
import { adaptersOf } from '../../../constructs/telecom/host-adapters';
import { tenantStackName } from '../../../stacks/tenant-stack';
import type { Draft } from './draft';

type Changes = Parameters<Draft['editAll']>[0];

export interface Part {
  readonly what: string;
  readonly changes: Changes;
  readonly stack: string;
  /** Kinds of resources of which one at least is changed in place. */
  readonly update?: readonly string[];
  /** And of which one at least goes. */
  readonly delete?: readonly string[];
  /** What it is about, where another part must be about something else. */
  readonly subject?: string;
}

interface Sort {
  /** What is said where it cannot be shown. */
  readonly noun: string;
  /** Those chosen before are not to be undone. */
  readonly ways: (model: Model, chosen: readonly Part[]) => Iterable<Part>;
}

const set = (path: string, value: unknown): Changes[number] => ({
  path,
  change: (document, pointer) => document.setIn(pointer, document.createNode(value)),
});
const unset = (path: string): Changes[number] => ({ path, change: (document, pointer) => document.deleteIn(pointer) });

const ownTenants = (model: Model) => inOrder(model.tenants).filter(([, { existing }]) => !existing);
const GIB = 1024;

function* quotas(model: Model): Generator<Part> {
  for (const [key, { quota }] of ownTenants(model)) {
    const value = format('size', quota.memory + GIB);
    const changes = [set(`tenants.${key}.quota.memory`, value)];
    yield { what: `quota of ${key}: memory ${value}`, changes, stack: tenantStackName(key), update: ['vsphere_resource_pool'] };
  }
}

function* contacts(model: Model): Generator<Part> {
  for (const [key] of ownTenants(model))
    yield {
      what: `contact of ${key}`,
      changes: [set(`tenants.${key}.contact`, 'astreinte informatique')],
      stack: tenantStackName(key),
      update: ['vsphere_folder'],
    };
}

function* grants(model: Model): Generator<Part> {
  for (const [key, { permissions }] of ownTenants(model)) {
    const [first] = permissions;
    if (first === undefined) continue;
    const added = { role: first.role, group: `${first.group}-ASTREINTE` };
    yield {
      what: `${added.group} is granted ${added.role} on ${key}`,
      changes: [set(`tenants.${key}.permissions`, [...permissions.map(({ role, group }) => ({ role, group })), added])],
      stack: tenantStackName(key),
      update: ['vsphere_entity_permissions'],
    };
  }
}

function* privileges(model: Model): Generator<Part> {
  for (const [key, { privileges: own, existing }] of inOrder(model.roles)) {
    const more = ['VirtualMachine.Interact.Suspend', 'Datastore.Browse'].find((privilege) => !own.includes(privilege));
    if (existing || more === undefined) continue;
    yield {
      what: `role ${key} may ${more}`,
      changes: [set(`roles.${key}.privileges`, [...own, more])],
      stack: 'servers',
      update: ['vsphere_role'],
    };
  }
}

const ownMachines = (model: Model) =>
  inOrder(model.workloads).flatMap(([, workload]) => (workload.existing || workload.ownerKind !== 'tenants' ? [] : [workload]));

function* priorities(model: Model): Generator<Part> {
  for (const { id, path, stack, restartPriority } of ownMachines(model).reverse())
    for (const other of RESTART_PRIORITIES.filter((priority) => priority === 'low' || priority === 'medium'))
      if (other !== restartPriority)
        yield {
          what: `restart priority of ${id}: ${restartPriority} → ${other}`,
          changes: [set(`${path}.restartPriority`, other)],
          stack,
          update: ['vsphere_ha_vm_override'],
        };
}

/** Smaller frames on a switch that carries adapters of hosts. (Their addresses stay, but with an approval.) */
function* frames(model: Model): Generator<Part> {
  for (const [key, { mtu, existing }] of inOrder(model['distributed-switches'])) {
    const carries = Object.values(model.hosts).some((host) => adaptersOf(host, model).some(({ switchKey }) => switchKey === key));
    if (existing || !carries || mtu <= 1600) continue;
    yield {
      what: `MTU of switch ${key}: ${String(mtu)} → ${String(mtu - 100)}`,
      changes: [set(`distributed-switches.${key}.mtu`, mtu - 100)],
      stack: 'telecom',
      update: ['vsphere_distributed_virtual_switch', 'vsphere_vnic'],
    };
  }
}

/** Pairs that are apart from each other and from nobody else, of one owner. */
const pairs = (model: Model): (readonly [WorkloadNode, WorkloadNode])[] =>
  inOrder(model.workloads).flatMap(([id, workload]) => {
    const [partner] = workload.apart;
    const other = model.workloads[partner ?? ''];
    const alone = other !== undefined && workload.apart.length === 1 && other.apart.join() === id && id < other.id;
    return alone && other.owner === workload.owner && other.cluster === workload.cluster && !workload.existing && !other.existing
      ? [[workload, other] as const]
      : [];
  });

function* thirds(model: Model): Generator<Part> {
  for (const [one, other] of pairs(model)) {
    const third = workloadsOf(model, one.owner).find(
      ({ id, cluster, apart, existing }) => !existing && id !== one.id && id !== other.id && cluster === one.cluster && apart.length === 0,
    );
    if (third === undefined) continue;
    const all = [one, other, third];
    yield {
      what: `${third.id} stays apart from ${one.id} and ${other.id}, too`,
      changes: all.map(({ path, id }) =>
        set(
          `${path}.apart`,
          all.filter((member) => member.id !== id).map(({ key }) => key),
        ),
      ),
      stack: one.stack,
      update: ['vsphere_compute_cluster_vm_anti_affinity_rule'],
      subject: one.id,
    };
  }
}

function* partings(model: Model, chosen: readonly Part[]): Generator<Part> {
  for (const [one, other] of pairs(model).reverse())
    if (!chosen.some(({ subject }) => subject === one.id))
      yield {
        what: `${one.id} and ${other.id} may be on one host`,
        changes: [unset(`${one.path}.apart`), unset(`${other.path}.apart`)],
        stack: one.stack,
        delete: ['vsphere_compute_cluster_vm_anti_affinity_rule'],
      };
}

function* powerManagement(model: Model): Generator<Part> {
  for (const [key, { dpm, existing }] of inOrder(model.clusters))
    if (!existing && dpm !== undefined)
      yield {
        what: `no power management in ${key}`,
        changes: [unset(`clusters.${key}.dpm`)],
        stack: 'servers',
        update: ['vsphere_compute_cluster'],
        delete: ['vsphere_dpm_host_override'],
      };
}

export const PARTS: readonly Sort[] = [
  { noun: 'a larger quota', ways: quotas },
  { noun: 'another contact', ways: contacts },
  { noun: 'one permission more', ways: grants },
  { noun: 'one privilege more', ways: privileges },
  { noun: 'another restart priority', ways: priorities },
  { noun: 'smaller frames', ways: frames },
  { noun: 'a third machine in a rule of separation', ways: thirds },
  { noun: 'a rule of separation that goes', ways: partings },
  { noun: 'power management that goes', ways: powerManagement },
];
