/** The order of a volume, as its stack writes it into the triggers. */
import { KEY_MAX, KEY_PATTERN, KEY_WORDS } from '../../config/model/fields';
import { STORAGE_PROFILES } from '../../config/model/volume';
import { UsageError } from '../usage-error';
import { type Order, shapedOrder } from './order';
import { flag, list, nullable, optional, record, type Shaped, text, whole, choice } from './shape';

const name = text(KEY_WORDS, new RegExp(`^(?=.{1,${String(KEY_MAX)}}$)${KEY_PATTERN.slice(1)}`));
/** MiB: what SANsymphony takes, 8 MiB to 1 PiB. */
const size = whole(8, 1024 ** 3, ' (MiB)');

const VOLUME = record({
  name,
  serverGroup: text(),
  sizeMib: size,
  mirrored: flag,
  pools: list(record({ server: text(), pool: text(), site: text() }), 1),
  /** Site whose paths are preferred. */
  preferred: text(),
  profile: choice(STORAGE_PROFILES),
  lun: whole(0, 255),
  /** Seconds between two, and how many are kept. */
  snapshots: nullable(record({ every: whole(1, 10 ** 9), keep: whole(1, 1024) })),
  hosts: list(record({ name: text(), iqn: text('an iSCSI name, as iqn.1998-01.com.vmware:esx-1', /^(iqn|eui|naa)\.[^\s]+$/i) })),
});

export type VolumeOrder = Shaped<typeof VOLUME> & {
  /** Consent to the loss of its mirror, as it was given; looked at where it is needed. */
  readonly approval?: unknown;
};

/** Throws a `UsageError` for an order that is torn, or that contradicts itself: nothing has been asked of the storage yet. */
export function volumeOrder(given: Order): VolumeOrder {
  const order: VolumeOrder = {
    ...shapedOrder(given, VOLUME, 'CORDEE_ORDER'),
    ...('approval' in given ? { approval: given['approval'] } : {}),
  };
  refuseContradiction(order);
  return order;
}

const IDENTITY = record({ name, inventoryName: optional(text()) });
export type IdentityOrder = Shaped<typeof IDENTITY>;

/** Which disk is meant: by its key, and by its name in DataCore where it exists already under another. */
export const identityOrder = (order: Order): IdentityOrder => shapedOrder(order, IDENTITY, 'CORDEE_ORDER');

const AGAIN = 'correct volumes/ in the estate, synthesize again, and plan again';
const quoted = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

function refuseContradiction({ name: volume, mirrored, pools, preferred, hosts }: VolumeOrder): void {
  const named = quoted(pools.map(({ server, pool }) => `${pool} on ${server}`));
  const two = 'allowed: two pools, of two servers at two sites';
  if (mirrored && pools.length !== 2)
    throw new UsageError(`volume \`${volume}\` is mirrored, and its order has ${named}`, `${two}; ${AGAIN}`);
  if (mirrored && (distinct(pools, 'server').length < 2 || distinct(pools, 'site').length < 2))
    throw new UsageError(`both sides of volume \`${volume}\` are in one place: ${named}`, `${two}; ${AGAIN}`);
  if (!mirrored && pools.length !== 1)
    throw new UsageError(`volume \`${volume}\` is not mirrored, and its order has ${named}`, `allowed: one pool; ${AGAIN}`);
  const sites = distinct(pools, 'site');
  if (!sites.includes(preferred))
    throw new UsageError(
      `the preferred side of volume \`${volume}\` is \`${preferred}\`, where it has no pool`,
      `allowed: ${quoted(sites)}; ${AGAIN}`,
    );
  const twice = repeated(hosts.map((host) => host.name)) ?? repeated(hosts.map(({ iqn }) => iqn.toLowerCase()));
  if (twice !== undefined)
    throw new UsageError(
      `the order of volume \`${volume}\` names \`${twice}\` twice among its hosts`,
      'allowed: each host and each initiator once; correct hosts/ in the estate, synthesize again, and plan again',
    );
}

const distinct = <Field extends string>(entries: readonly Readonly<Record<Field, string>>[], field: Field): string[] => [
  ...new Set(entries.map((entry) => entry[field])),
];

const repeated = (values: readonly string[]): string | undefined => values.find((value, index) => values.indexOf(value) !== index);
