/** Files that hold what is expected, byte for byte. `UPDATE=1 npx jest test/stacks` writes them anew; the diff of the commit is the review. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const UPDATING = process.env['UPDATE'] === '1';

/** Compares with a file, or writes it. A difference is printed as the lines that went and came. */
export function expectSame(file: string, text: string): void {
  if (UPDATING) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (expected === text) return;
  throw new Error(`${file} differs (- expected, + now); if that is meant, UPDATE=1\n${lineDifference(expected, text)}`);
}

/** Lines that only one of two texts has, in order; enough for sorted lists and for JSON with sorted keys. */
export function lineDifference(before: string, after: string, most = 60): string {
  const count = (text: string): Map<string, number> => {
    const lines = new Map<string, number>();
    for (const line of text.split('\n')) lines.set(line, (lines.get(line) ?? 0) + 1);
    return lines;
  };
  const [old, now] = [count(before), count(after)];
  const only = (sign: string, from: Map<string, number>, other: Map<string, number>): string[] =>
    [...from].filter(([line, times]) => times > (other.get(line) ?? 0)).map(([line]) => `${sign} ${line}`);
  const lines = [...only('-', old, now), ...only('+', now, old)];
  const shown = lines.length === 0 ? ['(the same lines in another order)'] : lines.slice(0, most);
  return [...shown, ...(lines.length > most ? [`… ${lines.length - most} more`] : [])].join('\n');
}
