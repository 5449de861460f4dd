/**
 * A lab’s copy of the stacks names the estate’s real storage in its orders: what it runs talks to the simulators, or to nobody. And what is
 * no copy belongs to the real estate: a shell of a lab would fill its states and facts with what the simulators say.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { quoted, UsageError } from '../usage-error';
import { labFolder, type LabFolder } from './folder';
import { refuseUnlessLoopback } from './loopback';
import { OVERRIDE_FILE } from './override';

/** The lab whose folder this would be. */
const labAt = (root: string): LabFolder => labFolder(dirname(root), basename(root));

const IN_LAB = 'CORDEE_REHEARSAL';

/** `folder` is where Terraform runs. Throws a `UsageError` where one of the two is a lab’s, the stack or the environment, and not the other. */
export function refuseOutsideLab(folder: string, environment: Readonly<Record<string, string | undefined>>): void {
  const ofLab = environment[IN_LAB] === '1';
  const root = resolve(folder, '..', '..', '..');
  if (!existsSync(join(folder, OVERRIDE_FILE))) {
    const lab = labAt(root);
    if (existsSync(lab.runFile) && basename(resolve(folder, '..')) === 'stacks')
      throw new UsageError(
        'this stack lies in a lab, and the lab did not write it: nothing was asked',
        `cordee lab synth -e ${quoted(lab.estate)}; then plan again`,
      );
    if (!ofLab) return;
    throw new UsageError(
      'this shell is a lab’s, and the stack is not its copy: the estate’s own state and facts would learn what the simulators say',
      'work in the lab’s cdktf.out/stacks, or here with a shell of your own',
    );
  }
  if (!ofLab)
    throw new UsageError('this stack is a lab’s copy, and the shell is not the lab’s: nothing was asked', `. ${join(root, 'env.sh')}`);
  const endpoints = (environment['CORDEE_DATACORE_ENDPOINTS'] ?? '').split(',');
  refuseUnlessLoopback({
    VSPHERE_SERVER: environment['VSPHERE_SERVER'] ?? '',
    ...Object.fromEntries(endpoints.map((endpoint, index) => [`entry ${String(index + 1)} of CORDEE_DATACORE_ENDPOINTS`, endpoint.trim()])),
  });
}

/** `folder` is an environment. Throws a `UsageError` where it is the copy that a lab works on: the lab writes its stacks itself. */
export function refuseLabCopy(folder: string): void {
  const lab = labAt(resolve(folder, '..', '..'));
  if (lab.estate !== resolve(folder) || !existsSync(lab.runFile)) return;
  throw new UsageError(
    `\`${folder}\` is the copy that a lab works on, and this would write its stacks where those of the real estate belong`,
    `cordee lab synth -e ${quoted(folder)}; for the estate itself, name it: -e NAME`,
  );
}
