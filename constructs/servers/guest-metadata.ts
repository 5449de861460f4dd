/** What a guest learns of itself through VMware’s guest information channel, in the form cloud-init and cloudbase-init read. */
import { prefixLength } from '../../config/model/addresses';
import type { Model, WorkloadNode } from '../../config/model/model';
import { hostnameOf, isWindows, providersOf } from '../../config/views';
import { macAddress } from './mac-address';

/** Names that Linux gives to the first vmxnet3 cards of a VM, from their PCI slots. */
const CARDS = ['ens192', 'ens224', 'ens256', 'ens161', 'ens193', 'ens225', 'ens257', 'ens162', 'ens194', 'ens226'] as const;

export function guestMetadata(model: Model, workload: WorkloadNode): string {
  const nameservers = { addresses: providersOf(model, 'dns', workload.home), search: [model.estate.domain] };
  const ethernets: Record<string, unknown> = {};
  const windows = isWindows(model, workload);
  for (const [key, nic] of Object.entries(workload.nics).sort(([, a], [, b]) => a.order - b.order)) {
    const network = model.networks[nic.network];
    if (network === undefined) continue;
    const addresses = [`${nic.address}/${String(prefixLength(network.subnet))}`];
    if (nic.address6 !== undefined && network.subnet6 !== undefined)
      addresses.push(`${nic.address6}/${String(prefixLength(network.subnet6))}`);
    // Only the first card leads elsewhere: two default routes would answer by the wrong one.
    const gateway = nic.order === 0 && network.virtualGateway !== undefined ? { gateway4: network.virtualGateway } : {};
    // Windows knows a card by its MAC address alone, and calls it what it is called here. Linux may rename it after the MAC address as well.
    const name = windows ? key : (CARDS[nic.order] ?? `eth${String(nic.order)}`);
    const match = { macaddress: macAddress(workload.id, nic.order) };
    ethernets[name] = { match, ...(windows ? {} : { 'set-name': name }), dhcp4: false, addresses, ...gateway, nameservers };
  }
  return JSON.stringify({ 'instance-id': workload.name, 'local-hostname': hostnameOf(workload), network: { version: 2, ethernets } });
}
