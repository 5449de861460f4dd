/** What Terraform works on in a lab: the environment’s files copied, synthesized, and told to keep their state here. */
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { synthesize, type SynthResult } from '../commands/synth';
import type { Environment } from '../read-estate';
import type { Shell } from '../shell';
import type { LabFolder } from './folder';
import { writeOverrides } from './override';

/** Copies an environment, its register included: what is tried out must never change what is committed. */
export function copyEstate({ folder }: Environment, lab: LabFolder): void {
  mkdirSync(lab.estate, { recursive: true });
  // An environment may be a link to where it is kept: what it leads to is copied.
  cpSync(realpathSync(folder), lab.estate, { recursive: true });
  makeWritable(lab.estate);
}

/** A copy takes over who may write; an estate that nobody may change is tried out, and taken away again, as any other. */
function makeWritable(path: string): void {
  const found = lstatSync(path);
  // What a link leads to is no copy.
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.mode | (found.isDirectory() ? 0o700 : 0o600));
  if (found.isDirectory()) for (const name of readdirSync(path)) makeWritable(join(path, name));
}

/** As `cordee synth` on the copy; undefined when something stops, after its findings were printed. */
export function synthesizeCopy(lab: LabFolder, asOf: string, shell: Shell, format: 'json' | 'text' = 'json'): SynthResult | undefined {
  const flags = { environment: lab.estate, output: lab.output, asOf, format, strict: false } as const;
  const result = synthesize({ ...flags, locked: false, newRegister: false, mergedRegister: false }, shell);
  if (result !== undefined) writeOverrides(lab);
  return result;
}

/** So that `cdktf deploy` can be run in the lab’s folder, from whatever shell: it synthesizes this copy, and stays in the lab. */
export function writeCdktfProject(lab: LabFolder, home: string): void {
  const words = [join(home, 'scripts', 'cordee.cjs'), 'lab', 'synth', '-e', lab.estate, '--labs', dirname(lab.root)];
  const app = `node ${words.map((word) => JSON.stringify(word)).join(' ')}`;
  const project = { language: 'typescript', app, projectId: lab.environment, sendCrashReports: 'false', output: 'cdktf.out' };
  writeFileSync(join(lab.root, 'cdktf.json'), `${JSON.stringify(project, null, 2)}\n`);
}
