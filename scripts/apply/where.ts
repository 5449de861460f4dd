/** How the storage is reached, whose estate asks, and where facts are written: beside the order, for it changes nothing by itself. */
import { endpointShape, originOf } from './datacore/endpoint';
import type { Reach } from './datacore/routes';
import { type Order, shapedOrder } from './order';
import { flag, list, optional, record, text } from './shape';

export interface Where extends Reach {
  /** Path, absolute or from the stack’s folder. */
  readonly facts: string;
  /** Domain and environment, as `ville.example/minimal`: what marks a disk as this estate’s. */
  readonly estate: string;
  /** Names of the hosts that the estate describes; only what lets a volume go says them. */
  readonly hosts: readonly string[];
  /** Described as somebody else’s: read, and never changed. */
  readonly existing: boolean;
}

/** It is sent in a header. */
const address = text('an address or a name', /^[0-9A-Za-z.:-]+$/);

const WHERE = record({
  endpoints: list(endpointShape, 1),
  servers: list(record({ server: text(), management: address }), 1),
  facts: text('a path', /^[^\0]+$/),
  estate: text('DOMAIN/ENVIRONMENT, as ville.example/minimal', /^[a-z0-9.-]+\/[a-z0-9-]+$/),
  hosts: optional(list(text())),
  existing: optional(flag),
});

export function whereIn(order: Order): Where {
  const { endpoints, existing = false, hosts = [], ...where } = shapedOrder(order, WHERE, 'CORDEE_WHERE');
  return { ...where, endpoints: endpoints.map(originOf), hosts, existing };
}
