/**
 * The port group of one network on its distributed switch. Shared networks, tenants and schools all use it, each in its own stack; one that
 * exists already is read by name instead. Only keys reach Terraform: renaming a title changes nothing.
 */
import { DistributedPortGroup } from '@cdktf/provider-vsphere/lib/distributed-port-group';
import { Construct } from 'constructs';
import type { DistributedSwitch as SwitchEntity } from '../../config/model/distributed-switch';
import type { NetworkNode } from '../../config/model/model';
import { idOf, named, traced } from '../address';

export interface PortGroupProps {
  readonly network: NetworkNode;
  /** `idOf` the switch, or what the lookups say of it. */
  readonly distributedSwitchId: string;
  readonly switchEntity: SwitchEntity;
}

export class PortGroup extends Construct {
  /** Id of the port group, as VM cards and VM kernel adapters want it. */
  readonly networkId: string;

  constructor(scope: Construct, id: string, props: PortGroupProps) {
    super(scope, id);
    const { network, distributedSwitchId, switchEntity } = props;
    traced(this, network.path);
    const made = new DistributedPortGroup(this, 'port-group', {
      name: network.name,
      distributedVirtualSwitchUuid: distributedSwitchId,
      // One VLAN mode, for ever: the provider does not really apply a change from a trunk to an access VLAN.
      vlanId: network.vlan,
      type: 'earlyBinding',
      autoExpand: true,
      portConfigResetAtDisconnect: true,
      ...teamingOf(network.role, switchEntity.uplinks),
      checkBeacon: false,
      // Safe values last. They are written even where they are defaults: what leaves the code is not reset by the provider.
      notifySwitches: true,
      allowPromiscuous: false,
      allowForgedTransmits: false,
      allowMacChanges: false,
      lifecycle: { preventDestroy: true },
    });
    this.networkId = idOf(named(made, network.id));
  }
}

interface Teaming {
  readonly teamingPolicy: 'failover_explicit' | 'loadbalance_loadbased';
  readonly activeUplinks: string[];
  readonly standbyUplinks: string[];
}

/**
 * Port binding of software iSCSI wants exactly one active uplink and no standby: when it fails, the path must fail, and the other front-end
 * takes over. Everything else spreads its load over all uplinks. `failback` stays out: the provider never sends a false.
 */
export function teamingOf(role: NetworkNode['role'], uplinks: readonly string[]): Teaming {
  const own = { 'iscsi-a': uplinks[0], 'iscsi-b': uplinks[1] }[role as string];
  return own === undefined
    ? { teamingPolicy: 'loadbalance_loadbased', activeUplinks: [...uplinks], standbyUplinks: [] }
    : { teamingPolicy: 'failover_explicit', activeUplinks: [own], standbyUplinks: [] };
}
