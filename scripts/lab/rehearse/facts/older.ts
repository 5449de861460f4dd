/** What was there before the first deployment, and must be the same after every one. */
import { datacoreStatus, vcenterStatus } from '../../control';
import type { Lab } from '../../up';

/**
 * Its kind and name → what the simulators say of it now; what is gone is left out. `volumes` are names in DataCore. With the stand-in these
 * alone: it touches no vCenter, so that nothing there could change.
 */
export async function olderThings({ run }: Lab, volumes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const [{ existing }, { disks }] = await Promise.all([vcenterStatus(run), datacoreStatus(run)]);
  const served = disks.filter(({ name }) => volumes.has(name));
  return new Map([
    ...(run.providers.kind === 'real' ? Object.entries(existing) : []),
    ...served.map(({ name, naa, size, hosts }) => [`volume ${name}`, `${naa}, ${String(size)} bytes, ${hosts.join(' ')}`] as const),
  ]);
}
