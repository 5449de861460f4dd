/** What Terraform works on in a lab: the environment’s files copied, synthesized, and told to keep their state here. */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize, type SynthResult } from '../commands/synth';
import type { Environment } from '../read-estate';
import type { Shell } from '../shell';
import type { LabFolder } from './folder';

/** The only file that a lab adds to a synthesized stack. */
export const OVERRIDE_FILE = 'lab_override.tf.json';

/** Copies an environment, its register included: what is tried out must never change what is committed. */
export function copyEstate({ folder }: Environment, lab: LabFolder): void {
  mkdirSync(lab.estate, { recursive: true });
  cpSync(folder, lab.estate, { recursive: true });
}

/** As `cordee synth` on the copy; undefined when something stops, after its findings were printed. */
export function synthesizeCopy(lab: LabFolder, asOf: string, shell: Shell): SynthResult | undefined {
  const flags = { environment: lab.estate, output: lab.output, asOf, format: 'json', strict: false } as const;
  const result = synthesize({ ...flags, locked: false, newRegister: false, mergedRegister: false }, shell);
  if (result !== undefined) writeOverrides(lab);
  return result;
}

/** Every synthesized stack, in no particular order. */
export const stacksOf = (lab: LabFolder): string[] => readdirSync(join(lab.output, 'stacks')).sort();

/** State is local and lies where the estate’s would, seen from the lab: also where the estate keeps it in a database. */
function writeOverrides(lab: LabFolder): void {
  for (const stack of stacksOf(lab)) {
    const path = `../../../.cordee/state/${lab.environment}/${stack}.tfstate`;
    const override = { terraform: { backend: { local: { path } } } };
    writeFileSync(join(lab.output, 'stacks', stack, OVERRIDE_FILE), `${JSON.stringify(override, null, 2)}\n`);
  }
}

/** So that `cdktf deploy` can be run in the lab’s folder. */
export function writeCdktfProject(lab: LabFolder, home: string): void {
  const app = `node ${JSON.stringify(join(home, 'scripts', 'cordee.cjs'))} synth`;
  const project = { language: 'typescript', app, projectId: lab.environment, sendCrashReports: 'false', output: 'cdktf.out' };
  writeFileSync(join(lab.root, 'cdktf.json'), `${JSON.stringify(project, null, 2)}\n`);
}
