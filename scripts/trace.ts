/** The trace that a synth leaves behind: which Terraform address, or generated file, was made from which Model path. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

export function readTrace(output: string, environment: string): readonly TraceEntry[] {
  const path = join(output, TRACE_FILE);
  const remedy = `make it: cordee synth -e ${environment}${output === 'cdktf.out' ? '' : ` -o ${output}`}`;
  if (!existsSync(path)) throw new UsageError(`there is no trace in ${output}: nothing was synthesized there`, remedy);
  const trace = parse(readFileSync(path, 'utf8'));
  if (trace?.version !== TRACE_VERSION) throw new UsageError(`the trace in ${output} was written by another version of Cordée`, remedy);
  if (trace.environment !== environment) throw new UsageError(`the trace in ${output} is of environment \`${trace.environment}\``, remedy);
  return trace.entries;
}

interface Trace {
  readonly version: number;
  readonly environment: string;
  readonly entries: readonly TraceEntry[];
}

function parse(text: string): Trace | undefined {
  try {
    return JSON.parse(text) as Trace;
  } catch {
    return undefined;
  }
}
