/** Every address that the estate gives to something, and where it is written. */
import ipaddr from 'ipaddr.js';
import type { Collection } from '../../model/index';
import { inOrder, type Model, type NetworkNode } from '../../model/model';

export interface Given {
  readonly at: string;
  readonly address: string;
  /** Id of the network that it is on; absent for loopbacks, links, accesses and the witness, which have none. */
  readonly network?: string;
}

/** What `givenAddresses` reads. */
export const ADDRESS_HOLDERS = [
  'networks',
  'tenants',
  'schools',
  'services',
  'hosts',
  'storage-servers',
  'gateways',
  'machines',
  'repositories',
  'routers',
  'links',
  'accesses',
  'storage',
] as const satisfies readonly Collection[];

/** Isolation addresses are left out: they repeat the address of something that answers ping. */
export function* givenAddresses(model: Model): Generator<Given> {
  yield* ofNetworks(model);
  for (const [, { path, nics }] of inOrder(model.workloads)) {
    for (const [key, nic] of inOrder(nics)) {
      yield { at: `${path}.nics.${key}.address`, address: nic.address, network: nic.network };
      if (nic.address6 !== undefined) yield { at: `${path}.nics.${key}.address6`, address: nic.address6, network: nic.network };
    }
  }
  for (const collection of ['hosts', 'gateways', 'machines'] as const) {
    const entities: Readonly<Record<string, { readonly addresses: Readonly<Record<string, string>> }>> = model[collection];
    for (const [key, { addresses }] of inOrder(entities)) {
      for (const [network, address] of inOrder(addresses)) yield { at: `${collection}.${key}.addresses.${network}`, address, network };
    }
  }
  for (const [key, server] of inOrder(model['storage-servers'])) {
    yield { at: `storage-servers.${key}.management`, address: server.management };
    for (const [port, { address, network }] of inOrder(server.ports))
      yield { at: `storage-servers.${key}.ports.${port}.address`, address, network };
  }
  for (const [key, { address, network }] of inOrder(model.repositories)) yield { at: `repositories.${key}.address`, address, network };
  const { witness } = model.storage;
  const described = Object.values(model.machines).some(
    ({ site, addresses }) => site === witness?.site && Object.values(addresses).includes(witness.address),
  );
  // The witness itself may be described as a machine of its site.
  if (witness !== undefined && !described) yield { at: 'storage.witness.address', address: witness.address };
  yield* ofRouting(model);
}

function* ofNetworks(model: Model): Generator<Given> {
  for (const [id, { path, gateways, virtualGateway }] of inOrder(model.networks)) {
    for (const [site, address] of inOrder(gateways)) yield { at: `${path}.gateways.${site}`, address, network: id };
    if (virtualGateway !== undefined) yield { at: `${path}.virtualGateway`, address: virtualGateway, network: id };
  }
}

function* ofRouting(model: Model): Generator<Given> {
  for (const [key, { loopback }] of inOrder(model.routers)) yield { at: `routers.${key}.loopback`, address: loopback };
  for (const [key, { ends }] of inOrder(model.links)) {
    for (const [site, { address }] of inOrder(ends)) if (address !== undefined) yield { at: `links.${key}.ends.${site}.address`, address };
  }
  for (const [key, { peer }] of inOrder(model.accesses)) {
    for (const field of ['local', 'remote', 'local6', 'remote6'] as const) {
      const address = peer[field];
      if (address !== undefined) yield { at: `accesses.${key}.peer.${field}`, address };
    }
  }
}

export const isV6 = (text: string): boolean => text.includes(':');

/** One spelling per address: `2001:db8::1` and `2001:DB8:0::1` are the same. IPv4 has one spelling already. */
export const canonical = (address: string): string => (isV6(address) ? ipaddr.parse(address).toNormalizedString() : address);

export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** A subnet, or an address, as an interval of numbers: overlaps of thousands are found by sorting, not by comparing each with each. */
export function rangeOf(text: string): Range {
  const [base = '', prefix] = text.split('/');
  const family = isV6(base) ? 6 : 4;
  const value = family === 4 ? BigInt(base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)) : v6(base);
  if (prefix === undefined) return { family, first: value, last: value };
  const free = BigInt((family === 4 ? 32 : 128) - Number(prefix));
  const first = (value >> free) << free;
  return { family, first, last: first + (1n << free) - 1n };
}

const v6 = (address: string): bigint => ipaddr.IPv6.parse(address).parts.reduce((sum, part) => (sum << 16n) | BigInt(part), 0n);

export const holds = (range: Range, address: Range): boolean =>
  range.family === address.family && range.first <= address.first && address.last <= range.last;

/** True when `inner`, a subnet or an address, lies in `outer` as a whole. */
export const within = (outer: string, inner: string): boolean => holds(rangeOf(outer), rangeOf(inner));

/** `private`, `uniqueLocal`, `unicast` …: the register an address or subnet belongs to. */
export const registerOf = (text: string): string => ipaddr.parse(text.split('/')[0] ?? text).range();

/** The network in whose subnet an address lies. The subnets are converted once, for many addresses. */
export function holderOf(model: Pick<Model, 'networks'>): (address: string) => NetworkNode | undefined {
  const subnets = inOrder(model.networks).map(([, network]) => ({ network, range: rangeOf(network.subnet) }));
  return (address) => {
    const one = rangeOf(address);
    return subnets.find(({ range }) => holds(range, one))?.network;
  };
}
