/** Waiting for a mirror: the service gives no handle of what it is doing, so it is looked at. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import { pause } from './datacore/rest';
import { ONLINE, type VirtualDisk } from './datacore/virtual-disks';
import type { VolumeWork } from './volume';

/** Milliseconds between two lines that say the same. */
const REPORT_EVERY = 30_000;

/** As the service says it while a copy goes on alone. */
const PATH_DOWN = 'Path down';

/** Resolves when the disk’s copies are up to date, or it is gone. Throws a `UsageError` when that takes longer than `timing.recovery`. */
export async function recovered(
  disk: VirtualDisk,
  { storage, timing, say }: Pick<VolumeWork, 'storage' | 'timing' | 'say'>,
): Promise<void> {
  const begun = performance.now();
  const lineAt = (status: string, waited: number): string =>
    `  … waiting for ${disk.name}: ${status}, ${String(Math.floor(waited / REPORT_EVERY) * (REPORT_EVERY / 1000))} s`;
  // Nothing of it is being copied: it waits for somebody to start a server again, and so does whoever looks at the screen.
  if (disk.status === PATH_DOWN)
    say(
      `  … a server of ${disk.name} does not answer: waiting for it, ${format('duration', Math.round(timing.recovery / 1000))} at most (CORDEE_DATACORE_WAIT)`,
    );
  let said = lineAt(disk.status, 0);
  for (;;) {
    const now = (await storage.virtualDisks.list()).find(({ id }) => id === disk.id);
    if (now === undefined || now.diskStatus === ONLINE) return;
    const waited = performance.now() - begun;
    if (waited > timing.recovery) {
      throw new UsageError(
        `virtual disk \`${disk.name}\` is not up to date after ${format('duration', Math.round(timing.recovery / 1000))}: ${now.status}`,
        'are both storage servers up? Apply again when it is; CORDEE_DATACORE_WAIT=SECONDS waits longer',
      );
    }
    // A line when something changes, and now and then: a full recovery takes hours.
    const line = lineAt(now.status, waited);
    if (line !== said) say(line);
    said = line;
    await pause(timing.poll);
  }
}
