/** The environments of the project, as tests use them: read once, and changed in memory. */
import { join } from 'node:path';
import { check, type Checked } from '../../config/check';
import { load, type Loaded } from '../../config/load';
import type { SourceFile } from '../../config/source';
import { readFiles } from '../../scripts/read-estate';
import { PROJECT } from './needs';

export const AS_OF = '2026-11-23';

const read = new Map<string, readonly SourceFile[]>();
export function filesOf(environment: string): readonly SourceFile[] {
  const known = read.get(environment) ?? readFiles(join(PROJECT, 'config', 'environments', environment));
  read.set(environment, known);
  return known;
}

/** The files of an environment with some of them replaced, added, or (undefined) taken away. */
export function changed(environment: string, changes: Readonly<Record<string, string | undefined>>): readonly SourceFile[] {
  const kept = filesOf(environment).filter(({ file }) => !(file in changes));
  const added = Object.entries(changes).flatMap(([file, text]) => (text === undefined ? [] : [{ file, text }]));
  return [...kept, ...added];
}

export function checked(files: readonly SourceFile[], environment = 'minimal'): Checked & { readonly loaded: Loaded } {
  const loaded = load(files);
  return { loaded, ...check(loaded, { environment, asOf: AS_OF }) };
}
