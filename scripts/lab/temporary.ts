/** A lab’s folder of temporary files: outside of the lab, because names of sockets must be short. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import type { LabFolder } from './folder';

/** Beginning of its name. */
export const TEMPORARY = 'cordee-lab-';
/** The file in it that says whose it is. */
const MARKER = 'lab';

export function makeTemporary(lab: LabFolder, above = tmpdir()): string {
  const folder = mkdtempSync(join(above, TEMPORARY));
  writeFileSync(join(folder, MARKER), lab.root);
  return folder;
}

/** Only if it says itself that it is this lab’s: where such folders are made depends on whose shell it is. */
export function removeTemporary(lab: LabFolder, folder: string): void {
  if (basename(folder).startsWith(TEMPORARY) && ownerOf(folder) === lab.root) rmSync(folder, { recursive: true, force: true });
}

function ownerOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, MARKER), 'utf8');
  } catch {
    return undefined;
  }
}
