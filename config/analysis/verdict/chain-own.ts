/** What hits a workload by itself: its data, its hosts, or how much is left of what carries it. */
import { copiesOf } from '../backup/copies';
import { usableCopies } from '../backup/usable';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import type { Snapshot, VolumeAnswer, WorkloadState } from '../snapshot';
import type { Link } from './link';
import { noRoomLink, slowLink } from './chain-shortage';
import { volumeLink } from './chain-storage';

/** Empty where nothing hits it by itself. */
export function ownLinks(model: Model, snapshot: Snapshot, node: WorkloadNode): readonly Link[] {
  const state = snapshot.workload(node.id);
  const disk = worstDisk(model, snapshot, node);
  if (disk !== undefined) {
    const { name, volume, answer } = disk;
    return [
      { path: `${node.path}.disks.${name}.datastore`, says: `\`${node.id}\` keeps its disk \`${name}\` on the volume \`${volume}\`` },
      volumeLink(model, snapshot, volume, answer),
      ...(answer === 'gone' || answer === 'taken' ? withoutCopy(model, snapshot, node, state) : []),
      ...(state.stays === 'no-room' ? [staysLink(model, node, state)] : []),
    ];
  }
  if (state.stays !== undefined) return [staysLink(model, node, state)];
  if (state.cause === 'data')
    return [
      { path: `${node.path}.provides`, says: `the software of \`${node.id}\` has failed` },
      ...withoutCopy(model, snapshot, node, state),
    ];
  if (state.own === 2) return [slowLink(model, snapshot, node)];
  return state.cause === undefined ? [] : [hitLink(node, state.cause)];
}

interface Disk {
  readonly name: string;
  readonly volume: string;
  readonly answer: VolumeAnswer;
}

/** The order in which an answer of a volume decides. */
const WORST: readonly VolumeAnswer[] = ['unknown', 'diverged', 'refused', 'out', 'taken', 'gone'];

function worstDisk(model: Model, snapshot: Snapshot, { disks }: WorkloadNode): Disk | undefined {
  const found = inOrder(disks).flatMap(([name, { datastore }]): Disk[] => {
    const volume = model.datastores[datastore]?.volume;
    const answer = volume === undefined ? 'serves' : snapshot.volume(volume);
    return volume === undefined || answer === 'serves' ? [] : [{ name, volume, answer }];
  });
  return found.sort((a, b) => WORST.indexOf(a.answer) - WORST.indexOf(b.answer))[0];
}

/** Why it is not restored, where it is not. */
function withoutCopy(model: Model, snapshot: Snapshot, node: WorkloadNode, { own }: WorkloadState): readonly Link[] {
  if (own !== 7) return [];
  const path = `${node.path}.backup`;
  if (copiesOf(model, node.id).length === 0) return [{ path, says: `there is no copy of \`${node.id}\`` }];
  const intruder = snapshot.scenario.elements.includes('intruder');
  return [
    usableCopies(model, snapshot, node.id).length > 0
      ? { path, says: `no pool that a host of its cluster reaches is left to restore \`${node.id}\` to` }
      : intruder
        ? { path, says: `no copy of \`${node.id}\` is out of the intruder’s reach` }
        : { path, says: `no copy of \`${node.id}\` is left` },
  ];
}

function staysLink(model: Model, node: WorkloadNode, { stays, own, cause }: WorkloadState): Link {
  const { id, path, cluster } = node;
  if (stays === 'no-room') return noRoomLink(model, node);
  if (stays === 'no-host')
    return own === 7
      ? { path: `${path}.cluster`, says: `all hosts of \`${cluster}\`, where \`${id}\` runs, are down` }
      : { path: `${path}.cluster`, says: `no host that is left in \`${cluster}\` reaches all disks and networks of \`${id}\`` };
  if (cause === 'isolation')
    return {
      path: `clusters.${cluster}.isolationResponse`,
      says: `a host that \`${id}\` may run on is cut off, and leaves its machines running there`,
    };
  if (cause === 'storage')
    return {
      path: `clusters.${cluster}.${model.clusters[cluster]?.apdResponse.startsWith('restart') === true ? 'pdlResponse' : 'apdResponse'}`,
      says: `a host that \`${id}\` may run on has lost its disks, and its cluster restarts nothing for that`,
    };
  if (cause === 'host')
    return {
      path: 'estate.assumptions.power.shutdownBy',
      says: `a host that \`${id}\` may run on was shut down in order while its UPS lasted, which HA takes for a wish and starts nothing`,
    };
  return { path: `${path}.nics`, says: `a host that \`${id}\` may run on has lost one of its networks, which HA does not watch` };
}

function hitLink({ id, path, cluster }: WorkloadNode, cause: NonNullable<WorkloadState['cause']>): Link {
  if (cause === 'isolation')
    return {
      path: `clusters.${cluster}.isolationResponse`,
      says: `a host that \`${id}\` may run on is cut off from the management network`,
    };
  if (cause === 'storage')
    return { path: `clusters.${cluster}.apdResponse`, says: `a host that \`${id}\` may run on has lost its paths to the storage` };
  if (cause === 'network') return { path: `${path}.nics`, says: `a host that \`${id}\` may run on is cut off from one of its networks` };
  return { path: `${path}.cluster`, says: `a host that \`${id}\` may run on is down` };
}
