/** The only file that a lab adds to a synthesized stack: it keeps the state here, and the provider on this machine. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabFolder } from './folder';
import { readRun } from './run-file';

export const OVERRIDE_FILE = 'lab_override.tf.json';

/** An address of this machine where nothing listens: for a copy whose simulators do not run yet. */
const NOBODY = '127.0.0.1:1';

/** Every synthesized stack, in no particular order. */
export const stacksOf = (lab: LabFolder): string[] => readdirSync(join(lab.output, 'stacks')).sort();

/**
 * State is local and lies where the estate’s would, seen from the lab: also where the estate keeps it in a database. The provider asks the
 * lab’s vCenter, whatever VSPHERE_SERVER says: a shell that works on production may find the copy, too.
 */
export function writeOverrides(lab: LabFolder): void {
  const server = readRun(lab)?.vcenter?.server ?? NOBODY;
  for (const stack of stacksOf(lab)) {
    const path = `../../../.cordee/state/${lab.environment}/${stack}.tfstate`;
    const override = { terraform: { backend: { local: { path } } }, provider: { vsphere: { vsphere_server: server } } };
    writeFileSync(join(lab.output, 'stacks', stack, OVERRIDE_FILE), `${JSON.stringify(override, null, 2)}\n`);
  }
}
