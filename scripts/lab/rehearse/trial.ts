/** What a change would do to the stacks, found out on a copy of the copy: the lab itself learns nothing of it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from '../../shell';
import type { StackSummary } from '../../synth';
import { labFolder, type LabFolder } from '../folder';
import { synthesizeCopy } from '../ground';
import { Draft, type Edit } from './draft';

/** Every stack as it would be; undefined where `cordee synth` refuses. `shell` hears what it says. */
export function synthesizeTrial(lab: LabFolder, edits: readonly Edit[], asOf: string, shell: Shell): readonly StackSummary[] | undefined {
  const trial = labFolder(join(lab.root, 'trial'), lab.environment);
  try {
    cpSync(lab.estate, trial.estate, { recursive: true });
    new Draft(trial.estate, trial.environment, asOf).write(edits);
    return synthesizeCopy(trial, asOf, shell)?.stacks;
  } finally {
    rmSync(join(lab.root, 'trial'), { recursive: true, force: true });
  }
}
