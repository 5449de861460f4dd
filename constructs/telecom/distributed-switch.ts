/** A distributed switch with the hosts of both sites as members, or the one that exists already. */
import { DistributedVirtualSwitch, type DistributedVirtualSwitchHost } from '@cdktf/provider-vsphere/lib/distributed-virtual-switch';
import { Construct } from 'constructs';
import type { Host } from '../../config/model/host';
import { inOrder, type Model } from '../../config/model/model';
import { idOf, named, traced } from '../address';
import type { Lookups } from '../lookups';

export interface DistributedSwitchProps {
  readonly key: string;
  readonly model: Model;
  readonly lookups: Lookups;
}

/**
 * Shares of network I/O control, which count only when an uplink is full. Storage comes first: a host that starves its paths to the mirrors
 * loses its VMs. A burst of vMotion or backup may wait.
 */
const SHARES = {
  iscsiShareLevel: 'high',
  virtualmachineShareLevel: 'high',
  managementShareLevel: 'normal',
  vmotionShareLevel: 'normal',
  faulttoleranceShareLevel: 'normal',
  nfsShareLevel: 'low',
  hbrShareLevel: 'low',
  vsanShareLevel: 'low',
  vdpShareLevel: 'low',
  backupnfcShareLevel: 'low',
} as const;

export class DistributedSwitch extends Construct {
  /** Id of the switch, which is its UUID. */
  readonly switchId: string;

  constructor(scope: Construct, id: string, props: DistributedSwitchProps) {
    super(scope, id);
    const { key, model, lookups } = props;
    traced(this, `distributed-switches.${key}`);
    const entity = model['distributed-switches'][key];
    if (entity === undefined) throw new Error(`no distributed switch ${key}`);
    if (entity.existing) {
      this.switchId = lookups.distributedSwitch(key);
      return;
    }
    const made = new DistributedVirtualSwitch(this, 'switch', {
      name: key,
      datacenterId: lookups.datacenter,
      version: entity.version,
      maxMtu: entity.mtu,
      uplinks: [...entity.uplinks],
      host: membersOf(key, model, lookups),
      // What a port group does not say itself. `failback` is left out: the provider never sends a false, and true is the default.
      teamingPolicy: 'loadbalance_loadbased',
      activeUplinks: [...entity.uplinks],
      standbyUplinks: [],
      checkBeacon: false,
      linkDiscoveryProtocol: 'lldp',
      linkDiscoveryOperation: 'both',
      multicastFilteringMode: 'snooping',
      networkResourceControlEnabled: true,
      networkResourceControlVersion: 'version3',
      ...SHARES,
      // Safe values last: nothing above can weaken them.
      notifySwitches: true,
      allowPromiscuous: false,
      allowForgedTransmits: false,
      allowMacChanges: false,
      lifecycle: { preventDestroy: true },
    });
    this.switchId = idOf(named(made, key));
  }
}

/** One `host` block per host with a card on the switch; its devices in the order of the switch's uplinks, which is how vSphere pairs them. */
function membersOf(key: string, model: Model, lookups: Lookups): DistributedVirtualSwitchHost[] {
  const { uplinks = [] } = model['distributed-switches'][key] ?? {};
  return inOrder(model.hosts)
    .map(([hostKey, host]) => ({ hostKey, host, devices: devicesOf(host, key, uplinks) }))
    .filter(({ devices }) => devices.length > 0)
    .map(({ hostKey, host, devices }) => ({ hostSystemId: lookups.host(hostKey, host.name), devices }));
}

export const devicesOf = (host: Host, switchKey: string, uplinks: readonly string[]): string[] =>
  inOrder(host.nics)
    .filter(([, nic]) => nic.switch === switchKey)
    .sort(([, a], [, b]) => uplinks.indexOf(a.uplink) - uplinks.indexOf(b.uplink))
    .map(([device]) => device);
