/** What somebody starts: one machine after the other, over the whole estate. */
import type { Shift } from './detection';
import type { Beginning } from './lanes';
import type { Situation } from './situation';
import type { Start } from './starts';

/**
 * Turn of each in `hand`: what needs no decision before what storage refuses; vCenter’s machine first, since it is used to start the others;
 * then by restart priority, then id. The first takes `operator.start`, each further one `operator.each`.
 */
export function byHandOf(
  situation: Situation,
  shift: Shift,
  hand: ReadonlySet<number>,
  beginnings: ReadonlyMap<number, Beginning>,
): Map<number, Start> {
  const { fates, ground, hit, model } = situation;
  const { ha, operator } = model.estate.assumptions;
  const starts = new Map<number, Start>();
  if (hand.size === 0) return starts;
  const place = (number: number): number =>
    (fates[number] === 'refused' ? 2 : 0) + (ground.items[number]?.node.provides.includes('vcenter') === true ? 0 : 1);
  const inTurn = hit.filter((number) => hand.has(number)).sort((a, b) => place(a) - place(b));
  let free = 0;
  for (const number of inTurn) {
    // Where HA would have started it, people wait until HA has given up.
    const possible =
      fates[number] === 'by-hand' ? shift.reaction : Math.max(ha.retry, shift.reaction, beginnings.get(number)?.possible ?? 0);
    const begins = Math.max(free, possible);
    free = begins + (starts.size === 0 ? operator.start : operator.each);
    starts.set(number, { begins, powered: free, byHand: true, woken: 0, queue: begins - possible });
  }
  return starts;
}
