/** The file that the simulated vCenter reads: a datastore can be made only on a LUN that a volume serves. */
import { servingBy } from './mirror';
import type { State } from './state';

const MIB = 1024 * 1024;

/**
 * Disks, each with the hosts that can reach it by some path, and with those that get no answer: the servers that serve it to them are down, or
 * hold an older copy. One that is served to nobody is left out: for hosts that knew it it is gone for good.
 */
export function lunsText(state: State, now: number): string {
  const luns = state.disks.flatMap((disk) => {
    const units = state.units.filter(({ diskId }) => diskId === disk.id);
    const [first] = units;
    if (first === undefined) return [];
    const by = servingBy(state, disk, now);
    const namesOf = (ids: ReadonlySet<string>): string[] =>
      state.hosts
        .filter(({ id }) => ids.has(id))
        .map(({ name }) => name)
        .sort();
    const served = new Set(units.filter(({ serverId }) => by.includes(serverId)).map(({ hostId }) => hostId));
    const silent = namesOf(new Set(units.map(({ hostId }) => hostId).filter((id) => !served.has(id))));
    return [
      {
        naa: `naa.${disk.scsiId.toLowerCase()}`,
        sizeMib: Math.floor(disk.size / MIB),
        lun: first.lun,
        hosts: namesOf(served),
        ...(silent.length === 0 ? {} : { silent }),
      },
    ];
  });
  return `${JSON.stringify({ luns: luns.sort((a, b) => a.lun - b.lun) }, null, 1)}\n`;
}
