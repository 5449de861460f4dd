/**
 * The last question before Terraform lets go of something that holds data. Exit code 0 lets it go; anything else keeps it, in vCenter and in
 * the state.
 */
import { APPROVAL_ACTS } from '../../config/model/governance';
import type { Consent } from '../../config/register';
import { isDay } from '../../config/schema';
import { UsageError } from '../usage-error';
import type { Order } from './order';

export interface Released {
  readonly why: string;
  /** Volume that has to be taken from the storage before it may go. */
  readonly volume?: string;
  /** Datastore that must hold no file of anybody. */
  readonly datastore?: string;
}

/** `today` is a day, as 2026-11-24. Throws a `UsageError` where it stays. */
export function release(order: Order, today: string): Released {
  const key = keyIn(order);
  const stays = (why: string, remedy: string): UsageError => new UsageError(`\`${key}\` stays: ${why}`, remedy);
  const approval = consentIn(order['approval'], stays);
  const by = `approval \`${approval.key}\` (${approval.reason}; ${approval.owner}; until ${approval.until})`;
  if (!approval.for.includes('leave'))
    throw stays(
      `${by} is for ${approval.for.join(', ')}, not for leaving`,
      'add `leave` to what it is `for` if the data may be destroyed; synthesize and plan again',
    );
  // Both are days that exist, of four, two and two digits: they compare as text.
  if (approval.until < today)
    throw stays(`${by} has expired`, 'if its owner still consents, give it a later day; synthesize and plan again');
  const [kind, name] = key.split('/');
  const why = `\`${key}\` is let go under ${by}`;
  return { why, ...((kind === 'volume' || kind === 'datastore') && name !== undefined ? { [kind]: name } : {}) };
}

const WORD = '[a-z][a-z0-9]*(-[a-z0-9]+)*';
/** A key of the register: a kind and the keys below it; a volume has one. */
const KEY = new RegExp(`^(volume/${WORD}|(?!volume/)[a-z]+(/${WORD})+)$`);

function keyIn({ key }: Order): string {
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new UsageError(
    `nothing is let go: \`key\` of the order is ${shown(key)}`,
    'allowed: a key of stateful.lock, as `volume/archives`; synthesize and plan again',
  );
}

type Stays = (why: string, remedy: string) => UsageError;

/** The last safeguard believes nothing: an approval without its parts, for what nobody knows, or with an end that is no day, is none. */
function consentIn(given: unknown, stays: Stays): Consent {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw stays(
      'it would leave without an approval',
      'add one that names it to approvals.yaml, with `for: [leave]`; synthesize and plan again',
    );
  const parts: Readonly<Record<string, unknown>> = { ...given };
  const believed = (name: string, allowed: string): string => {
    const value = parts[name];
    if (typeof value === 'string' && value.trim() !== '' && (name !== 'until' || isDay(value))) return value;
    throw stays(`\`${name}\` of its approval is ${shown(value)}`, `allowed: ${allowed}; correct approvals.yaml, synthesize and plan again`);
  };
  const acts: unknown = parts['for'];
  const known = Array.isArray(acts) ? APPROVAL_ACTS.filter((act) => acts.includes(act)) : [];
  if (!Array.isArray(acts) || acts.length === 0 || new Set(acts).size !== known.length)
    throw stays(
      `\`for\` of its approval is ${shown(acts)}`,
      `allowed: a list of ${APPROVAL_ACTS.join(', ')}; correct approvals.yaml, synthesize and plan again`,
    );
  return {
    key: believed('key', 'the key of the approval'),
    for: known,
    reason: believed('reason', 'why, in words'),
    owner: believed('owner', 'the function that consents'),
    until: believed('until', 'a day that exists, as 2027-06-30'),
  };
}

const shown = (value: unknown): string => (value === undefined ? 'missing' : `\`${JSON.stringify(value)}\``);
