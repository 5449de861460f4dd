/**
 * VM kernel adapters of one host: vMotion, the two storage front-ends and backup. The management adapter (vmk0) is not made here: a host has
 * it before vCenter knows the host, and a plan that lost it would cut the host off.
 */
import { Vnic } from '@cdktf/provider-vsphere/lib/vnic';
import { Construct } from 'constructs';
import { netmask } from '../../config/model/addresses';
import type { Host } from '../../config/model/host';
import { inOrder, type Model, type NetworkNode } from '../../config/model/model';
import { hasAdapters } from '../../config/views';
import { named, traced } from '../address';
import type { Lookups } from '../lookups';

/** Services that vSphere switches on at an adapter; storage and backup need none. */
const SERVICES: Partial<Record<NetworkNode['role'], readonly string[]>> = { vmotion: ['vmotion'] };

export interface HostAdaptersProps {
  readonly key: string;
  readonly host: Host;
  readonly model: Model;
  readonly lookups: Lookups;
  /** Id of a distributed switch by its key. */
  readonly switchId: (key: string) => string;
}

export class HostAdapters extends Construct {
  constructor(scope: Construct, id: string, props: HostAdaptersProps) {
    super(scope, id);
    const { key, host, model, lookups, switchId } = props;
    traced(this, `hosts.${key}`);
    for (const { network, switchKey, address } of adaptersOf(host, model)) {
      const services = SERVICES[network.role] ?? [];
      const adapter = new Vnic(this, network.key, {
        host: lookups.host(key, host.name),
        distributedSwitchPort: switchId(switchKey),
        distributedPortGroup: lookups.network(network),
        ipv4: { ip: address, netmask: netmask(network.subnet) },
        mtu: model['distributed-switches'][switchKey]?.mtu ?? 1500,
        netstack: 'defaultTcpipStack',
        // An empty list and none are the same to vSphere but not to a plan.
        ...(services.length > 0 ? { services: [...services] } : {}),
      });
      traced(named(adapter, key, network.id), `hosts.${key}.addresses.${network.id}`);
    }
  }
}

export const adapterAddress = (host: string, network: string): string => `${Vnic.tfResourceType}.${host}_${network.replace('/', '_')}`;

export interface Adapter {
  readonly network: NetworkNode;
  readonly switchKey: string;
  readonly address: string;
}

/**
 * Networks on which a host is given an adapter, in the order of their keys. Where the network exists already, so do the adapters of the
 * hosts that run on it: a second one with their address would be refused, or break their storage.
 */
export const adaptersOf = (host: Host, model: Model): readonly Adapter[] =>
  inOrder(host.addresses).flatMap(([id, address]) => {
    const network = model.networks[id];
    if (network?.switch === undefined || network.existing || !hasAdapters(network)) return [];
    return [{ network, switchKey: network.switch, address }];
  });
