/** How the proof says times, names and sentences to people. */
import type { Outcome } from '../../config/analysis/levels';
import type { Link } from '../../config/analysis/verdict/chain';

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** `4 h 10 min`, `12 d 3 h`, `40 s`: two units at most, rounded up, for a promise is not kept by rounding. `never` where it is not finite. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  const whole = Math.ceil(seconds);
  const first = UNITS.findIndex(([, size]) => whole >= size);
  const [large, small] = [UNITS[first], UNITS[first + 1]];
  if (large === undefined || small === undefined) return `${String(whole)} s`;
  const rounded = Math.ceil(seconds / small[1]) * small[1];
  // Rounding up may reach the next unit: 59 min 40 s are an hour.
  if (rounded > whole && UNITS.findIndex(([, size]) => rounded >= size) < first) return duration(rounded);
  const rest = (rounded % large[1]) / small[1];
  const many = `${String(Math.floor(rounded / large[1]))} ${large[0]}`;
  return rest === 0 ? many : `${many} ${String(rest)} ${small[0]}`;
}

export const OUTCOME_SAYS: Readonly<Record<Outcome, string>> = {
  uninterrupted: 'goes on',
  restarted: 'restarts',
  degraded: 'goes on, degraded',
  restorable: 'is restored from a copy',
  stopped: 'waits for an operator',
  diverged: 'diverges: the writes of one side are lost',
  unknown: 'unknown: the vendor’s answer is missing',
  lost: 'is lost until what failed is repaired',
};

export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** The first few of many: `a, b, c and 12 more`. */
export function few(names: readonly string[], shown: number): string {
  const more = names.length - shown;
  return more <= 1 ? names.join(', ') : `${names.slice(0, shown).join(', ')} and ${String(more)} more`;
}

/** One sentence of all clauses, each with its place. */
export const sentence = (links: readonly Link[], at: (path: string) => string): string =>
  links
    .map(({ says, path, seconds }, index) => {
      const time = seconds === undefined ? '' : says.endsWith(' as') ? ` ${duration(seconds)}` : `, ${duration(seconds)}`;
      const joined = index === 0 ? '' : /^(which|whose|of which)\b/.test(says) ? ', ' : ', and ';
      return `${joined}${says}${time} (${at(path)})`;
    })
    .join('');

/** Columns that a line may take: what fits on a terminal beside nothing else. */
const WIDTH = 100;

/** Spaces but those between a number and its unit of time. */
const BREAKS = /(?<!\d) | (?!(?:d|h|min|s)(?:[\s,;:.)]|$))/;

/** Lines of at most 100 characters; a number and its unit stay together. `next` begins all lines but the first. */
export function wrapped(text: string, indent = '  ', next = indent): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of text.split(BREAKS)) {
    if (line.length + word.length > WIDTH && !empty) {
      lines.push(line.trimEnd());
      line = next;
    }
    line += `${word} `;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}
