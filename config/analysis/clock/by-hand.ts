/** What somebody starts: one machine after the other, over the whole estate. */
import type { Shift } from './detection';
import type { Possible } from './lanes';
import type { Situation } from './situation';
import type { Start } from './starts';
import { inTurns } from './turns';

/**
 * Turn of each in `hand`, of those that can be started by then: what needs no decision before what storage refuses; vCenter’s machine first,
 * since it is used to start the others; then by restart priority, then id. The first takes `operator.start`, each further one `operator.each`.
 */
export function byHandOf(situation: Situation, shift: Shift, hand: ReadonlySet<number>, first: Possible): Map<number, Start> {
  const { fates, ground, hit, model } = situation;
  const { ha, operator } = model.estate.assumptions;
  const place = (number: number): number =>
    (fates[number] === 'refused' ? 2 : 0) + (ground.items[number]?.node.provides.includes('vcenter') === true ? 0 : 1);
  const inLine = hit.filter((number) => hand.has(number)).sort((a, b) => place(a) - place(b));
  // Where HA would have started it, people wait until HA has given up.
  const possible = (number: number): number =>
    fates[number] === 'by-hand' ? shift.reaction : Math.max(ha.retry, shift.reaction, first.get(number) ?? 0);
  const lasts = (before: number): number => (before === 0 ? operator.start : operator.each);
  const line = inLine.map((number) => [number, possible(number)] as const);
  const turns = inTurns(line, { size: 1, free: 0, lasts });
  return new Map(
    turns.flatMap(({ members, begins }, before) =>
      members.map((number): [number, Start] => [
        number,
        { begins, powered: begins + lasts(before), byHand: true, held: 0, woken: 0, queue: begins - possible(number) },
      ]),
    ),
  );
}
