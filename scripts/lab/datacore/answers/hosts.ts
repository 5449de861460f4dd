/** Hosts, their initiators, and the paths by which they see a disk. */
import type { Disk, Host, LogicalUnit, Port } from '../state';
import type { World } from '../world';
import { type Answer, captions } from './form';

export const unitAnswer = ({ state }: World, { id, diskId, hostId, serverId, lun }: LogicalUnit): Answer => ({
  Id: id,
  ...captions(`LUN ${String(lun)}`),
  VirtualDiskId: diskId,
  LogicalDiskId: state.disks.find((disk) => disk.id === diskId)?.sides.find((side) => side.serverId === serverId)?.logicalDiskId ?? null,
  ClientMachine: hostId,
  Lun: { Quad: lun },
  Type: 1,
});

/** A mirror has paths of its own, which are nobody’s LUN. */
export const mirrorUnitsAnswer = ({ id, name, type, sides }: Disk): Answer[] =>
  type === 2
    ? sides.map(({ logicalDiskId, serverId }) => ({
        Id: `mirror-${logicalDiskId}`,
        ...captions(`Mirror of ${name}`),
        VirtualDiskId: id,
        LogicalDiskId: logicalDiskId,
        ClientMachine: serverId,
        Lun: { Quad: 0 },
        Type: 2,
      }))
    : [];

export const hostAnswer = (_: World, { id, name, description, operatingSystem, mpio, alua }: Host): Answer => ({
  Id: id,
  HostName: name,
  ...captions(name),
  Description: description,
  Type: operatingSystem,
  State: 2,
  MpioCapable: mpio,
  AluaSupport: alua,
  PathPolicy: 0,
  PreferredServerString: 'Auto Select',
  HostGroupId: null,
});

export const portAnswer = ({ faults, state }: World, { id, name, hostId }: Port): Answer => ({
  Id: id,
  PortName: name,
  Alias: name,
  ...captions(name),
  PortType: 3,
  PortMode: 1,
  HostId: hostId,
  Connected: !faults.withoutSession(state.hosts.find((host) => host.id === hostId)?.name ?? ''),
});
