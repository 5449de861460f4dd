/**
 * The file of a memory: a line that says of what program it is, then a line of JSON for each thing remembered. A line is parsed when it is
 * asked for, and written back as it was: with a thousand tenants all but one stay the same.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord } from '../config/walk';
import { replaceFile } from './replace-file';

/** Kind and key → JSON. */
export type Lines = ReadonlyMap<string, string>;

const BETWEEN = '\t';

/** Nothing where there is none, where it is of another program, or where it is no such file. */
export function readLines(path: string, program: string): Lines {
  const text = read(path);
  const [head, ...lines] = text.split('\n');
  if (head !== program) return new Map();
  return new Map(
    lines.flatMap((line) => {
      const end = line.indexOf(BETWEEN);
      return end < 0 ? [] : [[line.slice(0, end), line.slice(end + 1)] as const];
    }),
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // None yet, or not to be read: it is made anew.
    return '';
  }
}

/** What cannot be remembered costs the next run some time, and nothing else. */
export function writeLines(path: string, program: string, lines: Lines): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, [program, ...[...lines].map(([key, json]) => `${key}${BETWEEN}${json}`), ''].join('\n'));
  } catch (error) {
    if (!isRecord(error) || !('syscall' in error)) throw error;
  }
}

/** Undefined for a line that is torn. */
export function valueIn(json: string | undefined): { readonly value: unknown } | undefined {
  if (json === undefined) return undefined;
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}
