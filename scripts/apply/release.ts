/**
 * The last question before Terraform lets go of something that holds data. Exit code 0 lets it go; anything else keeps it, in vCenter and in
 * the state.
 */
import { UsageError } from '../usage-error';
import { liveConsent, shown } from './consent';
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
  const by = liveConsent('leave', order['approval'], today, stays);
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
