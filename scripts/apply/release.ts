/**
 * The last question before Terraform lets go of something that holds data. Exit code 0 lets it go; anything else keeps it, in vCenter and in
 * the state.
 */
import type { Leaving } from '../../config/register';
import type { Order } from './order';

export interface Answer {
  readonly granted: boolean;
  readonly why: string;
}

export function release(order: Order, today: string): Answer {
  const key = String(order['key']);
  const approval = order['approval'] as Leaving['approval'] | undefined;
  if (approval === undefined) return { granted: false, why: `\`${key}\` leaves without an approval` };
  const by = `approval \`${approval.key}\` (${approval.reason}; ${approval.owner}; until ${approval.until})`;
  if (approval.until < today) return { granted: false, why: `\`${key}\` stays: ${by} has expired` };
  if (key.startsWith('volume/')) {
    return { granted: false, why: `\`${key}\` stays: this version of Cordée makes no DataCore calls yet, so it cannot release a volume` };
  }
  return { granted: true, why: `\`${key}\` is let go under ${by}` };
}
