/** How the proof says times and names to people. */
import type { Outcome } from '../../config/analysis/levels';

/** `4 h 10 min`, `12 d 3 h`, `40 s`: two units at most, rounded up, for a promise is not kept by rounding. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first === -1) return seconds === 0 ? '0 s' : '1 s';
  const [large, small] = [units[first] ?? units[3], units[first + 1]];
  if (small === undefined) return `${String(Math.ceil(seconds))} s`;
  const smalls = Math.ceil(seconds / small[1]);
  const [whole, rest] = [
    Math.floor((smalls * small[1]) / large[1]),
    smalls - Math.floor((smalls * small[1]) / large[1]) * (large[1] / small[1]),
  ];
  return rest === 0 ? `${String(whole)} ${large[0]}` : `${String(whole)} ${large[0]} ${String(rest)} ${small[0]}`;
}

export const OUTCOME_SAYS: Readonly<Record<Outcome, string>> = {
  uninterrupted: 'goes on',
  restarted: 'restarts',
  degraded: 'goes on, degraded',
  restorable: 'is restored from a copy',
  stopped: 'waits for an operator',
  diverged: 'diverges: the writes of one side are lost',
  unknown: 'unknown: the vendor’s answer is missing',
  lost: 'is lost until it is repaired',
};

export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
