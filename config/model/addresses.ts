/** IP addresses and subnets, as written in the estate. */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Four decimal numbers or a valid IPv6 address without a zone; `10.1` or `0x7f.1` are refused though parsers accept them. */
export const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'));

/** A subnet in prefix notation whose host bits are zero. */
export function isSubnet(text: string): boolean {
  const [base = '', prefix] = text.split('/');
  if (prefix === undefined || !/^\d{1,3}$/.test(prefix) || !isAddress(base) || !ipaddr.isValidCIDR(text)) return false;
  return first(text).toNormalizedString() === ipaddr.parse(base).toNormalizedString();
}

const first = (subnet: string): Address =>
  subnet.includes(':') ? ipaddr.IPv6.networkAddressFromCIDR(subnet) : ipaddr.IPv4.networkAddressFromCIDR(subnet);

export function contains(subnet: string, address: string): boolean {
  const [range, length] = ipaddr.parseCIDR(subnet);
  const parsed = ipaddr.parse(address);
  return range.kind() === parsed.kind() && (parsed as ipaddr.IPv4).match(range, length);
}

/** True when the two subnets share an address. */
export function overlap(a: string, b: string): boolean {
  const [baseA, lengthA] = ipaddr.parseCIDR(a);
  const [baseB, lengthB] = ipaddr.parseCIDR(b);
  if (baseA.kind() !== baseB.kind()) return false;
  return (baseA as ipaddr.IPv4).match(baseB, Math.min(lengthA, lengthB));
}

export const prefixLength = (subnet: string): number => ipaddr.parseCIDR(subnet)[1];

/** Dotted mask of an IPv4 subnet: `255.255.255.0` for a /24. */
export const netmask = (subnet: string): string => ipaddr.IPv4.subnetMaskFromPrefixLength(prefixLength(subnet)).toString();

/** True for the network and broadcast addresses of an IPv4 subnet larger than /31: no machine may have them. */
export function isReserved(subnet: string, address: string): boolean {
  if (subnet.includes(':') || prefixLength(subnet) >= 31) return false;
  return [ipaddr.IPv4.networkAddressFromCIDR(subnet), ipaddr.IPv4.broadcastAddressFromCIDR(subnet)].some((a) => a.toString() === address);
}
