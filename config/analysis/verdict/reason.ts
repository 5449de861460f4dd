/** Why a cell fails: a smallest part of the failure, and the way from it to the row. Whoever repairs the one must not read about the other. */
import type { Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Snapshot } from '../snapshot';
import { smallestCuts } from './cuts';
import type { PartsOfCell } from './failing';
import type { Link } from './link';

export interface Reason {
  readonly cut: readonly string[];
  readonly chain: readonly Link[];
}

/** So many are compared; a thousand pairs of hosts would tell no more. */
const ENOUGH = 12;

/**
 * Of several smallest parts the first that does it in the way the whole failure does; where each does it in another way, the first that is as
 * bad, told as what it does alone.
 */
export function reasonOf(
  scenario: Scenario,
  parts: PartsOfCell,
  level: Level,
  whole: Snapshot,
  chainIn: (snapshot: Snapshot) => readonly Link[],
): Reason {
  const chain = chainIn(whole);
  const told = story(chain);
  const others: Reason[] = [];
  for (const cut of smallestCuts(scenario, parts.fails)) {
    if (cut.length === scenario.elements.length) return { cut, chain };
    const alone = chainIn(parts.snapshot(cut));
    if (story(alone) === told) return { cut, chain };
    others.push({ cut, chain: alone });
    if (others.length === ENOUGH) break;
  }
  return others.find(({ cut }) => parts.level(cut) === level) ?? others[0] ?? { cut: scenario.elements, chain };
}

/** What is said of causes, and where the time goes: how long it takes is the whole failure’s. */
const story = (chain: readonly Link[]): string =>
  chain.map(({ path, says, about }) => (about === undefined ? `${path} ${says}` : path)).join('\n');
