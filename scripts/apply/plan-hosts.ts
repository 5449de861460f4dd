/** The hosts of a volume: registered with their initiators, and served: by every side of it, and at the number of its order where that is new. */
import { UsageError } from '../usage-error';
import type { VirtualDisk } from './datacore/virtual-disks';
import { refuseHalfServed, refuseTakenLun } from './serving-refusals';
import { hostNamed, servedTo, type StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';
import type { Step } from './volume-plan';

export function hostSteps(order: VolumeOrder, view: StorageView, notes: string[]): Step[] {
  const { hosts, ports } = view;
  const registered: Step[] = [];
  const assigned: Step[] = [];
  for (const { name, iqn } of order.hosts) {
    const host = hostNamed(view, name);
    const port = ports.find((candidate) => candidate.name.toLowerCase() === iqn.toLowerCase());
    if (host === undefined) registered.push({ kind: 'register', host: name });
    else if (!host.mpio || !host.alua) {
      throw new UsageError(
        `host \`${name}\` is registered without ${[host.mpio ? [] : ['multipath support'], host.alua ? [] : ['ALUA']].flat().join(' and ')}`,
        'tick both in the console while nothing is served to it, then apply again',
      );
    }
    if (port === undefined || port.hostId === '') assigned.push({ kind: 'assign', host: name, iqn });
    else if (port.hostId !== host?.id) {
      const holder = hosts.find(({ id }) => id === port.hostId)?.name ?? port.hostId;
      throw new UsageError(
        `initiator ${iqn} belongs to \`${holder}\`, the estate gives it to \`${name}\``,
        'correct it in the console or in hosts/',
      );
    }
    const others = ports.filter((candidate) => host !== undefined && candidate.hostId === host.id && candidate !== port);
    for (const other of others) notes.push(`host ${name} has another initiator, ${other.name}: left as it is`);
  }
  return [...registered, ...assigned];
}

export function serving(order: VolumeOrder, disk: VirtualDisk | undefined, view: StorageView, notes: string[]): Step[] {
  const served = disk === undefined ? [] : servedTo(view, disk);
  const steps: Step[] = [];
  for (const { name } of order.hosts) {
    const there = served.find(({ host }) => host.name === name);
    if (disk !== undefined && there !== undefined) {
      refuseHalfServed(order, disk, there, view);
      const [lun] = there.luns;
      if (lun !== order.lun)
        notes.push(`it is LUN ${String(lun)} of ${name}, the estate says ${String(order.lun)}: left as it is, VMFS knows it by its name`);
      continue;
    }
    refuseTakenLun(order, name, view);
    steps.push({ kind: 'serve', host: name });
  }
  const more = served.filter(({ host }) => !order.hosts.some(({ name }) => name === host.name));
  for (const { host } of more) notes.push(`it is also served to ${host.name}, which the estate does not name: left as it is`);
  return steps;
}
