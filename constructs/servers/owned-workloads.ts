/** The workloads of one owner, and how the cluster treats them: home site, partners apart, priority and order of restart. */
import { ComputeClusterVmAntiAffinityRule } from '@cdktf/provider-vsphere/lib/compute-cluster-vm-anti-affinity-rule';
import { ComputeClusterVmDependencyRule } from '@cdktf/provider-vsphere/lib/compute-cluster-vm-dependency-rule';
import { ComputeClusterVmGroup } from '@cdktf/provider-vsphere/lib/compute-cluster-vm-group';
import { ComputeClusterVmHostRule } from '@cdktf/provider-vsphere/lib/compute-cluster-vm-host-rule';
import { HaVmOverride } from '@cdktf/provider-vsphere/lib/ha-vm-override';
import { Construct } from 'constructs';
import type { Model, WorkloadNode } from '../../config/model/model';
import { heldApart } from '../../config/views';
import { after, named, traced } from '../address';
import { hostGroupName } from '../inventory';
import type { Lookups } from '../lookups';
import { VirtualMachine } from './virtual-machine';

export interface OwnedWorkloadsProps {
  readonly model: Model;
  readonly owner: string;
  readonly workloads: readonly WorkloadNode[];
  readonly lookups: Lookups;
  readonly folder: string;
  /** Id of the owner’s pool in a cluster. */
  readonly pool: (cluster: string) => string;
}

export class OwnedWorkloads extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnedWorkloadsProps,
  ) {
    super(scope, id);
    const { workloads, folder, pool, model, lookups } = props;
    for (const workload of workloads) {
      const machine = new VirtualMachine(this, workload.key, { model, workload, lookups, folder, pool: pool(workload.cluster) });
      lookups.provide('vm', workload.id, machine.uuid);
    }
  }

  /** Groups and rules, once every machine of the stack is made: they may name machines of another owner. */
  arrange(): void {
    this.keepAtHome();
    this.keepApart();
    for (const workload of this.props.workloads) {
      this.setRestartPriority(workload);
      this.restartAfter(workload);
    }
  }

  /** UUID of a workload: made in this stack, or read by name where another one makes it. */
  private uuid(id: string): string | undefined {
    const workload = this.props.model.workloads[id];
    return workload === undefined ? undefined : this.props.lookups.virtualMachine(workload);
  }

  private group(cluster: string, key: string, ids: readonly string[], path: string): { group: ComputeClusterVmGroup; name: string } {
    // Keys hold no `_`: what two owners make never gets one name, in the cluster or in the state.
    const name = `${this.props.owner}_${key}`;
    const group = new ComputeClusterVmGroup(this, `group-${key}`, {
      name,
      computeClusterId: this.props.lookups.cluster(cluster),
      virtualMachineIds: ids.flatMap((id) => this.uuid(id) ?? []),
    });
    return { group: traced(named(group, name), path), name };
  }

  /** A should rule per site and cluster: a must rule would keep HA from restarting at the other site. */
  private keepAtHome(): void {
    const { workloads, owner, lookups } = this.props;
    const placed = new Map<string, WorkloadNode[]>();
    for (const workload of workloads) {
      const key = `${workload.cluster}_${workload.home}`;
      placed.set(key, [...(placed.get(key) ?? []), workload]);
    }
    for (const [key, members] of placed) {
      const [first] = members;
      if (first === undefined) continue;
      const { group, name } = this.group(
        first.cluster,
        `home_${key}`,
        members.map(({ id }) => id),
        `sites.${first.home}`,
      );
      const rule = new ComputeClusterVmHostRule(this, `rule-home-${key}`, {
        name: `${owner}_home_${key}`,
        computeClusterId: lookups.cluster(first.cluster),
        vmGroupName: name,
        affinityHostGroupName: hostGroupName(first.home),
        enabled: true,
        mandatory: false,
        dependsOn: after(group),
      });
      traced(named(rule, `${owner}_home_${key}`), `sites.${first.home}`);
    }
  }

  /**
   * One rule for a machine and the partners whose rule it holds, named after the machine: partners that all name each other share one rule,
   * and in a chain each pair has its own. A rule needs two members at least.
   */
  private keepApart(): void {
    const made: (readonly string[])[] = [];
    for (const workload of this.props.workloads) {
      const members = [workload.id, ...new Set(heldApart(this.props.model, workload))].sort();
      if (members.length < 2 || made.some((others) => members.every((id) => others.includes(id)))) continue;
      made.push(members);
      const rule = new ComputeClusterVmAntiAffinityRule(this, `apart-${workload.key}`, {
        name: `${this.props.owner}_apart_${workload.key}`,
        computeClusterId: this.props.lookups.cluster(workload.cluster),
        virtualMachineIds: members.flatMap((id) => this.uuid(id) ?? []),
        enabled: true,
        mandatory: false,
      });
      traced(named(rule, `${this.props.owner}_apart_${workload.key}`), `${workload.path}.apart`);
    }
  }

  private setRestartPriority(workload: WorkloadNode): void {
    const override = new HaVmOverride(this, `priority-${workload.key}`, {
      computeClusterId: this.props.lookups.cluster(workload.cluster),
      virtualMachineId: this.uuid(workload.id) ?? '',
      haVmRestartPriority: workload.restartPriority,
    });
    traced(named(override, workload.owner, workload.key), workload.path);
  }

  /** HA starts a group after another; it knows one cluster only, so what lies elsewhere is left to the recovery plan. */
  private restartAfter(workload: WorkloadNode): void {
    const { model, owner, lookups } = this.props;
    const needed = [...new Set([...workload.dependsOn.all, ...workload.dependsOn.order])]
      .filter((id) => model.workloads[id]?.cluster === workload.cluster)
      .sort();
    if (needed.length === 0) return;
    const path = `${workload.path}.dependsOn`;
    const self = this.group(workload.cluster, `self_${workload.key}`, [workload.id], path);
    const needs = this.group(workload.cluster, `needs_${workload.key}`, needed, path);
    const rule = new ComputeClusterVmDependencyRule(this, `order-${workload.key}`, {
      name: `${owner}_order_${workload.key}`,
      computeClusterId: lookups.cluster(workload.cluster),
      vmGroupName: self.name,
      dependencyVmGroupName: needs.name,
      enabled: true,
      mandatory: false,
      dependsOn: after(self.group, needs.group),
    });
    traced(named(rule, `${owner}_order_${workload.key}`), path);
  }
}
