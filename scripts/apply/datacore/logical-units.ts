/** Virtual logical units: which disk a host sees at which number. */
import { UsageError } from '../../usage-error';
import { type Answered, answered } from './records';
import type { Rest } from './rest';

export interface LogicalUnit {
  readonly diskId: string;
  readonly hostId: string;
  /** Side by which the host sees the disk; empty where the service does not say it. */
  readonly logicalDiskId: string;
  readonly lun: number;
}

/** Paths of clients; a mirror has others. */
const CLIENT = 1;

export const logicalUnits = (rest: Rest) => ({
  list: async (): Promise<readonly LogicalUnit[]> =>
    answered('virtual logical unit', await rest.read('virtuallogicalunits'))
      .filter((entry) => entry.number('Type') === CLIENT)
      .map((entry) => ({
        diskId: entry.text('VirtualDiskId'),
        hostId: hostOf(entry),
        logicalDiskId: entry.textOrEmpty('LogicalDiskId'),
        lun: entry.wrapped('Lun', 'Quad'),
      })),
});

/** Clients disagree on the name of this field, so each that was seen is accepted, and none is guessed. */
function hostOf(entry: Answered): string {
  const name = ['ClientMachine', 'ClientMachineId', 'HostId'].find((candidate) => entry.textOrEmpty(candidate) !== '');
  if (name !== undefined) return entry.text(name);
  throw new UsageError(
    'the REST service answers a virtual logical unit that names no host',
    'another version of SANsymphony than this client knows; report it with the version',
  );
}
