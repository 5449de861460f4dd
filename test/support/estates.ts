/** The environments of the project, as tests use them: read once, and changed in memory. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check, type Checked } from '../../config/check';
import { load, type Loaded } from '../../config/load';
import { EMPTY_REGISTER, REGISTER_FILE, renderRegister } from '../../config/register';
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

/** A folder that holds the files of an environment, changed, as an estate that lies outside the project; its name is `estate`. */
export function estateFolder(environment: string, changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'estate');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const { file, text } of changed(environment, changes)) write(file, text);
  write(REGISTER_FILE, renderRegister(EMPTY_REGISTER));
  return folder;
}
