/** Text with positions: a YAML file as plain data, beside it where each key and value stands. */
import type { Place } from './finding';

export interface SourceFile {
  /** Path relative to the environment's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Why it cannot be taken as it lies there; its text is not looked at then. Absent: it can. */
  readonly refused?: Refusal;
}

export interface Refusal {
  readonly rule: 'file-name' | 'yaml-syntax';
  /** Offset in the text of what is wrong. Default: its beginning. */
  readonly at?: number;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Offsets of a value and of its key: [keyStart, keyEnd, valueStart, valueEnd], and the same for what it contains. */
export interface Span {
  readonly at: readonly [number, number, number, number];
  readonly inner?: Readonly<Record<string, Span>>;
}

export interface ParsedFile {
  readonly file: string;
  readonly data: unknown;
  readonly root: Span;
  /** Offset at which each line starts. */
  readonly lines: readonly number[];
  readonly sound: boolean;
}

/** Offset at which each line starts. Counted here and not by the parser, which loses count after a mistake. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A steady place for a span of offsets. */
export function placeAt(file: string, lines: readonly number[], start: number, end: number): Place {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const lineStart = lines[low] ?? 0;
  const nextLine = lines[low + 1] ?? Number.MAX_SAFE_INTEGER;
  return { file, line: low + 1, column: start - lineStart + 1, length: Math.max(1, Math.min(end, nextLine - 1) - start) };
}

/** Where to point: at the key of an entry, or at its value. */
export type Aim = 'key' | 'value';

/** The place of a pointer in a file; of its nearest ancestor where the pointer is not written there (a default). */
export function locate(parsed: ParsedFile, pointer: readonly string[], aim: Aim): Place {
  let span = parsed.root;
  let exact = true;
  for (const segment of pointer) {
    const next = span.inner?.[segment];
    if (next === undefined) {
      exact = false;
      break;
    }
    span = next;
  }
  const [keyStart, keyEnd, valueStart, valueEnd] = span.at;
  const scalar = span.inner === undefined;
  return exact && aim === 'value' && scalar
    ? placeAt(parsed.file, parsed.lines, valueStart, valueEnd)
    : placeAt(parsed.file, parsed.lines, keyStart, keyEnd);
}
