/** The trace that a synth leaves behind: which Terraform address, or generated file, was made from which Model path. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../config/walk';
import { outputAt } from './output-at';
import { command } from './next-command';
import { UsageError } from './usage-error';

export interface TraceEntry {
  readonly stack: string;
  /** As Terraform prints it. */
  readonly address: string;
  /** Path of the construct that made it. */
  readonly construct: string;
  /** Model path that it was made from. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

export const TRACE_FILE = 'trace.json';
export const TRACE_VERSION = 1;

/** `given` is the environment as it was asked for, so that the remedy can be pasted. */
export function readTrace(output: string, environment: string, given: string): readonly TraceEntry[] {
  const path = join(outputAt(output), TRACE_FILE);
  const remedy = `make it: ${command('synth', { environment: given, output })}`;
  if (!existsSync(path)) throw new UsageError(`there is no trace in ${output}: nothing was synthesized there`, remedy);
  const trace = parse(path);
  if (trace === undefined) throw new UsageError(`the trace in ${output} is damaged, or was written by another version of Cordée`, remedy);
  if (trace.environment !== environment) throw new UsageError(`the trace in ${output} is of environment \`${trace.environment}\``, remedy);
  return trace.entries;
}

/** True where a folder holds a trace that this version of Cordée wrote. */
export const holdsTrace = (folder: string): boolean => {
  const path = join(folder, TRACE_FILE);
  return existsSync(path) && parse(path) !== undefined;
};

interface Trace {
  readonly environment: string;
  readonly entries: readonly TraceEntry[];
}

/** Undefined where the file is torn, of another version, or of another shape. */
function parse(path: string): Trace | undefined {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (!isRecord(found) || found['version'] !== TRACE_VERSION) return undefined;
  const { environment, entries } = found;
  return typeof environment === 'string' && Array.isArray(entries) && entries.every(isEntry) ? { environment, entries } : undefined;
}

const isEntry = (value: unknown): value is TraceEntry =>
  isRecord(value) &&
  ['stack', 'address', 'construct', 'path', 'file'].every((name) => typeof value[name] === 'string') &&
  Number.isInteger(value['line']);
