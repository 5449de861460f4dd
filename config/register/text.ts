/** The register as text: one line a key, so that two branches merge by their lines, and a sum that notices an edit by hand. */
import { inOrder } from '../model/model';
import { isEntry } from './shape';
import type { Leaving, Register, StatefulEntry } from './types';

export interface ParsedRegister {
  readonly register: Register;
  /** Key → its line, counted from 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** Lines that Cordée did not write: a merge conflict must not look like an empty register. */
  readonly malformed: readonly number[];
  /** False when the lines are not those that the sum was made of. */
  readonly intact: boolean;
}

/** `known`: entries of now; a line that says the same stands for that very entry, and is not read again. Default: none. */
export function parseRegister(text: string, known: Register['keys'] = {}): ParsedRegister {
  const register = { keys: {} as Record<string, StatefulEntry>, leaving: {} as Record<string, Leaving> };
  const lines = new Map<string, number>();
  const malformed: number[] = [];
  let section: keyof Register = 'keys';
  let sum = '';
  // A checkout on another system may have changed the ends of lines.
  for (const [index, line] of text.replace(/\r\n/g, '\n').split('\n').entries()) {
    if (line === 'keys:' || line === 'leaving:') section = line === 'keys:' ? 'keys' : 'leaving';
    else if (line.startsWith('sum: ')) sum = line.slice('sum: '.length);
    else if (line !== '' && line !== '  {}' && !line.startsWith('#')) {
      const entry = parseLine(line, known);
      if (entry === undefined || lines.has(entry.key)) malformed.push(index + 1);
      else {
        register[section][entry.key] = entry.value;
        lines.set(entry.key, index + 1);
      }
    }
  }
  return { register, lines, malformed, intact: sum === sumOf(bodyOf(register)) };
}

/** False for a text that is torn, was edited by hand or is no register at all. */
export function isWhole(text: string): boolean {
  const { malformed, intact } = parseRegister(text);
  return malformed.length === 0 && intact;
}

function parseLine(line: string, known: Register['keys']): { key: string; value: StatefulEntry } | undefined {
  const match = /^ {2}([a-z]+\/[a-z0-9/-]+): (\{.*\})$/.exec(line);
  if (match === null) return undefined;
  const [, key = '', json = ''] = match;
  const now = known[key];
  if (now !== undefined && jsonOf(now) === json) return { key, value: now };
  try {
    const value: unknown = JSON.parse(json);
    return isEntry(value) ? { key, value } : undefined;
  } catch {
    return undefined;
  }
}

const HEADER = `# Register of what holds data in this estate, or carries what does. Written by \`cordee synth\`; commit it, never edit it.
# What stands here and is described no more is refused until an approval names it (approvals.yaml).
`;

const written = new WeakMap<StatefulEntry, string>();

/** Found once for each entry: most lines of a register say what they said before. */
function jsonOf(entry: StatefulEntry): string {
  const known = written.get(entry);
  if (known !== undefined) return known;
  const json = JSON.stringify(entry);
  written.set(entry, json);
  return json;
}

const rendered = new WeakMap<Register, string>();

/** Found once for each register: what is compared, written and remembered is the same text, and that of a thousand tenants is long. */
export function renderRegister(register: Register): string {
  const known = rendered.get(register);
  if (known !== undefined) return known;
  const body = bodyOf(register);
  const text = `${HEADER}${body}sum: ${sumOf(body)}\n`;
  rendered.set(register, text);
  return text;
}

function bodyOf({ keys, leaving }: Register): string {
  const lines = (entries: Readonly<Record<string, StatefulEntry>>): string =>
    inOrder(entries)
      .map(([key, entry]) => `  ${key}: ${jsonOf(entry)}\n`)
      .join('') || '  {}\n';
  return `keys:\n${lines(keys)}leaving:\n${lines(leaving)}`;
}

/** FNV-1a of 32 bits: it has to notice a slip of the hand, not an attacker. */
function sumOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
