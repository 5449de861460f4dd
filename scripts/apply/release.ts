/**
 * The last question before Terraform lets go of something that holds data. Exit code 0 lets it go; anything else keeps it, in vCenter and in
 * the state.
 */
import type { Consent } from '../../config/register';
import type { Order } from './order';

export interface Answer {
  readonly granted: boolean;
  readonly why: string;
  /** Volume that has to be taken from the storage before it may go. */
  readonly volume?: string;
}

export function release(order: Order, today: string): Answer {
  const key = String(order['key']);
  const approval = consentIn(order);
  if (approval === undefined) return { granted: false, why: `\`${key}\` stays: it would leave without a whole approval` };
  const by = `approval \`${approval.key}\` (${approval.reason}; ${approval.owner}; until ${approval.until})`;
  if (!approval.for.includes('leave'))
    return { granted: false, why: `\`${key}\` stays: ${by} is for ${approval.for.join(', ')}, not for leaving` };
  if (approval.until < today) return { granted: false, why: `\`${key}\` stays: ${by} has expired` };
  const [kind, volume] = key.split('/');
  const why = `\`${key}\` is let go under ${by}`;
  return { granted: true, why, ...(kind === 'volume' && volume !== undefined ? { volume } : {}) };
}

/** The last safeguard believes nothing: an approval without its parts, or with an end that is no day, is none. */
function consentIn(order: Order): Consent | undefined {
  const given = order['approval'] as Partial<Consent> | null | undefined;
  const { key, reason, owner, until, for: acts } = given ?? {};
  if (![key, reason, owner, until].every((part) => typeof part === 'string' && part !== '')) return undefined;
  if (!Array.isArray(acts) || acts.length === 0) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(until ?? '') ? (given as Consent) : undefined;
}
