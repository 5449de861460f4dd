/** What the storage says of a volume, as a clause that goes on about it. */
import type { Model } from '../../model/model';
import type { Snapshot, VolumeAnswer } from '../snapshot';
import type { Link } from './link';

export function volumeLink(model: Model, snapshot: Snapshot, key: string, answer: VolumeAnswer): Link {
  const path = `volumes.${key}`;
  const { witness, partition } = model.storage;
  const servers = Object.keys(model.volumes[key]?.pools ?? {}).sort();
  const names = servers.map((server) => `\`${server}\``).join(' and ');
  switch (answer) {
    case 'gone':
      return servers.length > 1
        ? { path: `${path}.pools`, says: `whose two sides, on ${names}, are both down` }
        : { path: `${path}.pools`, says: `which lies on ${names} alone, and that is down` };
    case 'out':
      return {
        path: `${path}.pools`,
        says: snapshot.behind(key)
          ? `of which one side, on ${names}, is destroyed, and the other is kept from working: it is back, with what it had, when what failed is repaired`
          : servers.length > 1
            ? `whose two sides, on ${names}, are both kept from working: nothing is lost, it is back when what failed is repaired`
            : `which lies on ${names} alone, and that is kept from working: nothing is lost, it is back when what failed is repaired`,
      };
    case 'taken':
      return {
        path,
        says: snapshot.scenario.elements.includes('intruder')
          ? 'which an intruder has taken, on both sides at once'
          : 'which is deleted or corrupted, on both sides at once',
      };
    case 'refused':
      if (snapshot.behind(key))
        return {
          path: `${path}.pools`,
          says: 'which no side serves: the one that is left has missed what the other wrote while it was alone',
        };
      return partition === 'both-refuse'
        ? { path: 'storage.partition', says: 'which no side serves, since none can know that the other has stopped' }
        : {
            path: 'storage.witness',
            says: 'which no side serves: none can know that the other has stopped, for none that is left reaches the witness',
          };
    case 'diverged':
      return {
        path: witness === undefined ? 'storage' : model.volumes[key]?.witness === 'none' ? `${path}.witness` : 'storage.partition',
        says: 'which both sides go on writing, each without the other, with machines that may run on both: what one of them wrote is discarded afterwards',
      };
    case 'unknown':
      return {
        path: 'storage.partition',
        says: 'of which nobody knows whether it serves: the vendor has not said what two sides do that still reach the witness, but not each other',
      };
    case 'serves':
      return { path, says: 'which serves' };
  }
}
