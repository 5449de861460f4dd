/**
 * The folder of a memory: some files, each a line that says of what program it is, with the hash of the rest, then a line of JSON for each
 * thing remembered. A line is parsed when it is asked for, and a file is written only where a line of it is another: with a thousand tenants
 * all but one stay the same. The lines do not need each other, so a run that is killed between two files leaves nothing wrong.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../config/walk';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';

/** Kind and key → JSON. */
export type Lines = ReadonlyMap<string, string>;

const BETWEEN = '\t';
const FILES = 32;

/** Nothing of a file that is not there, is of another program, or that somebody or something changed: it would be believed. */
export const readLines = (folder: string, program: string): Lines =>
  new Map(Array.from({ length: FILES }, (_, file) => linesOf(read(fileAt(folder, file)), program)).flat());

function linesOf(bytes: Buffer, program: string): (readonly [key: string, json: string])[] {
  const head = Math.max(0, bytes.indexOf('\n'));
  // The bytes are hashed, not the text: with a thousand tenants it would be encoded anew for it.
  const body = bytes.subarray(head + 1);
  if (bytes.toString('utf8', 0, head) !== headOf(program, body)) return [];
  return body
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const end = line.indexOf(BETWEEN);
      return end < 0 ? [] : [[line.slice(0, end), line.slice(end + 1)] as const];
    });
}

const headOf = (program: string, body: Buffer): string => `${program} ${sha256(body)}`;
const fileAt = (folder: string, file: number): string => join(folder, `${String(file).padStart(2, '0')}.txt`);

/** The same file for a key in every run, and about as many keys in each. */
function fileOf(key: string): number {
  let sum = 0;
  for (let index = 0; index < key.length; index++) sum = (sum * 31 + key.charCodeAt(index)) % 65521;
  return sum % FILES;
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // None yet, or not to be read: it is made anew.
    return Buffer.alloc(0);
  }
}

/** What cannot be remembered costs the next run some time, and nothing else. `before`: what was read there. */
export function writeLines(folder: string, program: string, lines: Lines, before: Lines): void {
  const files = Array.from({ length: FILES }, () => ({ lines: [] as string[], another: false }));
  for (const [key, json] of lines) {
    const file = files[fileOf(key)];
    file?.lines.push(`${key}${BETWEEN}${json}`);
    if (file !== undefined && before.get(key) !== json) file.another = true;
  }
  for (const key of before.keys()) {
    const file = files[fileOf(key)];
    if (file !== undefined && !lines.has(key)) file.another = true;
  }
  try {
    mkdirSync(folder, { recursive: true });
    for (const [number, file] of files.entries()) {
      if (!file.another) continue;
      const body = [...file.lines, ''].join('\n');
      replaceFile(fileAt(folder, number), `${headOf(program, Buffer.from(body))}\n${body}`);
    }
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
