/** How the proof says times, names and sentences to people. */
import { duration } from '../../config/analysis/duration';
import type { Loss } from '../../config/analysis/clock';
import type { Outcome } from '../../config/analysis/levels';
import type { Link } from '../../config/analysis/verdict/chain';

export const OUTCOME_SAYS: Readonly<Record<Outcome, string>> = {
  uninterrupted: 'goes on',
  restarted: 'restarts',
  degraded: 'goes on, degraded',
  restorable: 'is restored from a copy',
  stopped: 'stands still until somebody acts',
  diverged: 'diverges: the writes of one side are lost',
  unknown: 'unknown: the vendor’s answer is missing',
  lost: 'is lost until what failed is repaired',
};

/** What a loss of data is called; empty where there is none. */
export function lossSays(loss: Loss): string {
  if (loss === 'all') return 'all of its data lost';
  if (loss === 'not-known') return 'how much of its data is lost is not known';
  return loss === 0 ? '' : `${duration(loss)} of data lost`;
}

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
const BREAKS = /(?<!\d) | (?!(?:d|h|min|s|%)(?:[\s,;:.)]|$))/;

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
