/** MAC addresses that Terraform gives, so that a guest can be told which of its cards is which before it has ever started. */
import { createHash } from 'crypto';

/**
 * Address of a card, by its machine and position: the same for ever, on every machine that synthesizes. Locally administered (`02:…`), which
 * vSphere supports for addresses given by hand; the range under VMware’s own prefix is too small to leave twins to chance.
 */
export function macAddress(workload: string, order: number): string {
  const digest = createHash('sha256')
    .update(`${workload}/${String(order)}`)
    .digest('hex');
  return `02:${(digest.slice(0, 10).match(/../g) ?? []).join(':')}`;
}
