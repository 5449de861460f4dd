/** The order of a volume, as its stack writes it into the triggers. */
import { UsageError } from '../usage-error';
import type { Reach } from './datacore/rest';
import type { Order } from './order';

export interface VolumeOrder {
  readonly name: string;
  readonly serverGroup: string;
  readonly sizeMib: number;
  readonly mirrored: boolean;
  readonly pools: readonly OrderedPool[];
  /** Site whose paths are preferred. */
  readonly preferred: string;
  readonly profile: string;
  readonly lun: number;
  readonly snapshots: { readonly every: number; readonly keep: number } | null;
  readonly hosts: readonly { readonly name: string; readonly iqn: string }[];
}

export interface OrderedPool {
  readonly server: string;
  readonly pool: string;
  readonly site: string;
}

/** How the storage is reached, and where facts are written. */
export interface Where extends Reach {
  /** Path, absolute or from the stack’s folder. */
  readonly facts: string;
  readonly existing: boolean;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const count: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' && value !== null && Object.entries(fields).every(([name, check]) => check((value as Order)[name]));
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const or =
  (otherwise: null | undefined, check: Check): Check =>
  (value) =>
    value === otherwise || check(value);

const VOLUME: Readonly<Record<keyof VolumeOrder, Check>> = {
  name: text,
  serverGroup: text,
  sizeMib: count,
  mirrored: flag,
  pools: list(record({ server: text, pool: text, site: text })),
  preferred: text,
  profile: text,
  lun: count,
  snapshots: or(null, record({ every: count, keep: count })),
  hosts: list(record({ name: text, iqn: text })),
};

const WHERE: Readonly<Record<keyof Where, Check>> = {
  endpoints: list(text),
  servers: list(record({ server: text, management: text })),
  facts: text,
  existing: or(undefined, flag),
};

export const volumeOrder = (order: Order): VolumeOrder => checked(order, VOLUME, 'CORDEE_ORDER') as unknown as VolumeOrder;

export function whereIn(order: Order): Where {
  const where = checked(order, WHERE, 'CORDEE_WHERE');
  return { ...where, existing: where['existing'] === true } as unknown as Where;
}

/** The name that every order of a volume has. */
export const nameIn = (order: Order): string => String(checked(order, { name: text }, 'CORDEE_ORDER')['name']);

function checked(order: Order, fields: Readonly<Record<string, Check>>, variable: string): Order {
  const wrong = Object.keys(fields).find((name) => fields[name]?.(order[name]) === false);
  if (wrong !== undefined)
    throw new UsageError(`${variable} has no usable \`${wrong}\`: ${JSON.stringify(order[wrong])}`, 'synthesize again, and plan again');
  return order;
}
