/** The shortest way from a row that fails to what has failed: each link is a clause of the sentence that people read. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { STOPPED, RESTORABLE } from '../levels';
import type { Snapshot, VolumeAnswer } from '../snapshot';

export interface Link {
  /** Model path of what the clause is about; its line is shown. */
  readonly path: string;
  readonly says: string;
}

const VOLUME_SAYS: Readonly<Record<VolumeAnswer, string>> = {
  serves: 'serves',
  gone: 'has no side left',
  taken: 'is deleted or corrupted on both sides at once',
  refused: 'refuses to serve: the side that is left cannot be sure that it is the only one',
  diverged: 'is written on both sides, and the writes of one will be discarded',
  unknown: 'may or may not serve: the vendor has not said what it does when both sides still reach the witness',
};

const STAYS_SAYS = {
  'no-host': 'no host that is left in its cluster can run it',
  'no-reaction': 'HA does not react to what has hit its hosts, so an operator has to',
  'no-room': 'the hosts that are left have no memory for it',
} as const;

/** Links of a workload’s row, from itself to the cause. Empty while nothing hits it. */
export function chainOf(model: Model, snapshot: Snapshot, workload: string): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set<string>();
  let id: string | undefined = workload;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const node: WorkloadNode | undefined = model.workloads[id];
    if (node === undefined) {
      links.push({ path: id.replace('/', '.'), says: `\`${id}\` is down` });
      break;
    }
    const { links: own, next } = step(model, snapshot, node);
    links.push(...own);
    id = next;
  }
  return links;
}

function step(model: Model, snapshot: Snapshot, node: WorkloadNode): { readonly links: readonly Link[]; readonly next?: string } {
  const { own, stays, level, place } = snapshot.workload(node.id);
  const name = `\`${node.id}\``;
  if (own >= Math.min(level, RESTORABLE) && own > 0) {
    const link = ownLink(model, snapshot, node, stays);
    if (link !== undefined) return { links: link };
  }
  const needed = worstDependency(model, snapshot, node);
  if (needed !== undefined) return { links: [{ path: node.path, says: `${name} needs ${needed.says}` }], next: needed.id };
  const where = place === undefined ? '' : ` at \`${place}\``;
  return { links: [{ path: node.path, says: `${name} runs${where}, and its users have no path to it` }] };
}

function ownLink(
  model: Model,
  snapshot: Snapshot,
  node: WorkloadNode,
  stays: 'no-host' | 'no-reaction' | 'no-room' | undefined,
): readonly Link[] | undefined {
  const name = `\`${node.id}\``;
  const order: readonly VolumeAnswer[] = ['unknown', 'diverged', 'refused', 'taken', 'gone'];
  const volumes = [...new Set(Object.values(node.disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? ''))].sort();
  const [worst] = volumes
    .map((volume) => ({ volume, answer: snapshot.volume(volume) }))
    .filter(({ answer }) => answer !== 'serves')
    .sort((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer));
  if (worst !== undefined) {
    return [
      { path: node.path, says: `${name} lies on \`${worst.volume}\`` },
      { path: `volumes.${worst.volume}`, says: `which ${VOLUME_SAYS[worst.answer]}` },
    ];
  }
  if (stays !== undefined) return [{ path: node.path, says: `${name} stays off: ${STAYS_SAYS[stays]}` }];
  const { cause } = snapshot.workload(node.id);
  if (cause === 'data') return [{ path: node.path, says: `the software of ${name} has failed` }];
  if (cause !== undefined) return [{ path: node.path, says: `${name} was hit: ${CAUSE_SAYS[cause]}` }];
  return undefined;
}

const CAUSE_SAYS = {
  host: 'a host that it may run on is down',
  isolation: 'a host that it may run on is cut off from the management network',
  storage: 'a host that it may run on has lost its paths to the storage',
  network: 'a host that it may run on is cut off from one of its networks',
} as const;

interface Needed {
  readonly id: string;
  readonly says: string;
  readonly level: number;
}

/** The dependency that does most harm: one of `all`, or a group of which no member is any better. */
function worstDependency(model: Model, snapshot: Snapshot, node: WorkloadNode): Needed | undefined {
  const here = snapshot.workload(node.id).place;
  const levelOf = (id: string): number => {
    const machine = /^machines\/(.+)$/.exec(id)?.[1];
    if (machine !== undefined) return snapshot.row(`machine:${machine}`);
    const { level, place } = snapshot.workload(id);
    return !snapshot.joined && here !== undefined && place !== undefined && here !== place ? 7 : level;
  };
  const cut = (id: string): string =>
    levelOf(id) === 7 && (snapshot.workload(id).place ?? here) !== here ? ', which runs beyond the cut' : '';
  const needed: Needed[] = [
    ...node.dependsOn.all.map((id) => ({ id, says: `\`${id}\`${cut(id)}`, level: levelOf(id) })),
    ...inOrder(node.dependsOn.any).flatMap(([group, members]) => {
      const [best] = [...members].sort((a, b) => levelOf(a) - levelOf(b));
      if (best === undefined) return [];
      const names = members.map((id) => `\`${id}\`${cut(id)}`).join(' or ');
      return [{ id: best, says: `one of its group \`${group}\`: ${names}`, level: levelOf(best) }];
    }),
  ];
  const [worst] = needed.filter(({ level }) => level > 0).sort((a, b) => b.level - a.level);
  return worst === undefined || worst.level < Math.min(STOPPED, snapshot.workload(node.id).level) ? undefined : worst;
}
