/** The file that the simulated vCenter reads: a datastore can be made only on a LUN that a volume serves. */
import { accessible } from './mirror';
import type { State } from './state';

const MIB = 1024 * 1024;

/** Disks that are served to somebody and can be reached. One that is served to nobody is left out: an empty list would mean every host. */
export function lunsText(state: State, now: number): string {
  const luns = state.disks.flatMap((disk) => {
    const units = state.units.filter(({ diskId }) => diskId === disk.id);
    const [first] = units;
    if (first === undefined || !accessible(state, disk, now)) return [];
    const served = new Set(units.map(({ hostId }) => hostId));
    const hosts = state.hosts.filter(({ id }) => served.has(id)).map(({ name }) => name);
    return [{ naa: `naa.${disk.scsiId.toLowerCase()}`, sizeMib: Math.floor(disk.size / MIB), lun: first.lun, hosts: hosts.sort() }];
  });
  return `${JSON.stringify({ luns: luns.sort((a, b) => a.lun - b.lun) }, null, 1)}\n`;
}
