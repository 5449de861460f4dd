/** A lab’s copy of the stacks names the estate’s real storage in its orders: what it runs talks to the simulators, or to nobody. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../usage-error';
import { refuseUnlessLoopback } from './loopback';
import { OVERRIDE_FILE } from './override';

/** `folder` is where Terraform runs. Throws a `UsageError` where it is a lab’s stack, and the environment is not that lab’s. */
export function refuseOutsideLab(folder: string, environment: Readonly<Record<string, string | undefined>>): void {
  if (!existsSync(join(folder, OVERRIDE_FILE))) return;
  if (environment['CORDEE_REHEARSAL'] !== '1')
    throw new UsageError(
      'this stack is a lab’s copy, and the shell is not the lab’s: nothing was asked',
      `. ${resolve(folder, '..', '..', '..', 'env.sh')}`,
    );
  const endpoints = (environment['CORDEE_DATACORE_ENDPOINTS'] ?? '').split(',');
  refuseUnlessLoopback({
    VSPHERE_SERVER: environment['VSPHERE_SERVER'] ?? '',
    ...Object.fromEntries(endpoints.map((endpoint, index) => [`entry ${String(index + 1)} of CORDEE_DATACORE_ENDPOINTS`, endpoint.trim()])),
  });
}
