/** The file that the simulated vCenter reads: a datastore can be made only on a LUN that a volume serves. */
import { servingBy } from './mirror';
import type { State } from './state';

const MIB = 1024 * 1024;

/** Disks, each with the hosts that can reach it by some path. One that nobody reaches is left out: an empty list would mean every host. */
export function lunsText(state: State, now: number): string {
  const luns = state.disks.flatMap((disk) => {
    const by = servingBy(state, disk, now);
    const units = state.units.filter(({ diskId, serverId }) => diskId === disk.id && by.includes(serverId));
    const [first] = units;
    if (first === undefined) return [];
    const served = new Set(units.map(({ hostId }) => hostId));
    const hosts = state.hosts.filter(({ id }) => served.has(id)).map(({ name }) => name);
    return [{ naa: `naa.${disk.scsiId.toLowerCase()}`, sizeMib: Math.floor(disk.size / MIB), lun: first.lun, hosts: hosts.sort() }];
  });
  return `${JSON.stringify({ luns: luns.sort((a, b) => a.lun - b.lun) }, null, 1)}\n`;
}
