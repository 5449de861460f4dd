/** Port groups of a set of networks. Networks without a distributed switch (mirrors) have none: no hypervisor ever sees them. */
import { Construct } from 'constructs';
import type { Model, NetworkNode } from '../../config/model/model';
import { traced } from '../address';
import type { Lookups } from '../lookups';
import { PortGroup } from './port-group';

export interface NetworkPortGroupsProps {
  readonly model: Model;
  readonly networks: readonly NetworkNode[];
  readonly lookups: Lookups;
  /** Id of a distributed switch that the same stack makes; otherwise it is read by name. */
  readonly switchId?: (key: string) => string;
}

export class NetworkPortGroups extends Construct {
  constructor(scope: Construct, id: string, { model, networks, lookups, switchId }: NetworkPortGroupsProps) {
    super(scope, id);
    for (const network of networks) {
      const switchEntity = model['distributed-switches'][network.switch ?? ''];
      if (network.switch === undefined || switchEntity === undefined) continue;
      if (network.existing) {
        // It is looked at, so that a plan fails where it is not there.
        lookups.network(network);
        continue;
      }
      const distributedSwitchId = switchId?.(network.switch) ?? lookups.distributedSwitch(network.switch);
      const group = traced(new PortGroup(this, network.name, { network, distributedSwitchId, switchEntity }), network.path);
      lookups.provide('network', network.id, group.networkId);
    }
  }
}
