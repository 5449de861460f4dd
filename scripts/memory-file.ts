/**
 * The file of a memory: a line that says of what program it is, with the hash of the rest, then a line of JSON for each thing remembered. A line is parsed when it is
 * asked for, and written back as it was: with a thousand tenants all but one stay the same.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord } from '../config/walk';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';

/** Kind and key → JSON. */
export type Lines = ReadonlyMap<string, string>;

const BETWEEN = '\t';

/** Nothing where there is none, where it is of another program, or where somebody or something changed it: it would be believed. */
export function readLines(path: string, program: string): Lines {
  const bytes = read(path);
  const head = Math.max(0, bytes.indexOf('\n'));
  // The bytes are hashed, not the text: with a thousand tenants it would be encoded anew for it.
  const body = bytes.subarray(head + 1);
  if (bytes.toString('utf8', 0, head) !== headOf(program, body)) return new Map();
  const lines = body.toString('utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const end = line.indexOf(BETWEEN);
      return end < 0 ? [] : [[line.slice(0, end), line.slice(end + 1)] as const];
    }),
  );
}

const headOf = (program: string, body: Buffer): string => `${program} ${sha256(body)}`;

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // None yet, or not to be read: it is made anew.
    return Buffer.alloc(0);
  }
}

/** What cannot be remembered costs the next run some time, and nothing else. */
export function writeLines(path: string, program: string, lines: Lines): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const body = [...[...lines].map(([key, json]) => `${key}${BETWEEN}${json}`), ''].join('\n');
    replaceFile(path, `${headOf(program, Buffer.from(body))}\n${body}`);
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
