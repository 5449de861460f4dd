/** What is free in an estate: numbers and addresses that nothing uses yet. */
import ipaddr from 'ipaddr.js';
import type { Model } from '../../../config/model/model';
import { type TenantChoices, tenantChoices } from '../../new-tenant/choices';
import { UsageError } from '../../usage-error';

/** A VLAN, a subnet and what tenants stand on: the first of what `cordee new tenant` would try. */
export const firstChoices = (model: Model): TenantChoices | undefined => tenantChoices(model).next().value as TenantChoices | undefined;

/** What a tenant would need and the estate lacks, in words; undefined: nothing. */
export function lacking(model: Model): string | undefined {
  try {
    firstChoices(model);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** The next IPv4 address after the given one that stands nowhere in the estate, nor in `taken`, which it joins. */
export function nextAddress(model: Model, after: string, taken: Set<string>): string {
  const text = JSON.stringify(model);
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(after).octets;
  for (let last = d + 1; last < 255; last++) {
    const address = [a, b, c, last].join('.');
    if (taken.has(address) || text.includes(`"${address}"`)) continue;
    taken.add(address);
    return address;
  }
  throw new Error(`no address is free after ${after}`);
}
