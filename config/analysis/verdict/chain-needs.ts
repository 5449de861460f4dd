/** What a workload needs and does not have. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { RESTORABLE, STOPPED } from '../levels';
import type { Snapshot } from '../snapshot';
import { levelOf } from '../needed';
import { isCutOff, levelSeen } from './chain-levels';
import type { Link } from './link';

export interface Needed {
  readonly id: string;
  readonly link: Link;
  readonly level: number;
  /** It runs, but at the other side of a cut. */
  readonly cut: boolean;
}

const DEGRADED = 2;
const BEYOND = 'at the other side of the cut';

/** A workload, or a physical machine: `machines/key`. */
type Needing = Pick<WorkloadNode, 'id' | 'path'> & { readonly dependsOn: Pick<WorkloadNode['dependsOn'], 'all' | 'any' | 'soft'> };

/** The dependency that does it: one of `all`, a group of which no member is any better, or one that is useful only. */
export function worstDependency(model: Model, snapshot: Snapshot, node: Needing): Needed | undefined {
  const mine = levelOf(snapshot, node.id);
  const isCut = (id: string): boolean => isCutOff(model, snapshot, node.id, id);
  const seen = (id: string): number => levelSeen(model, snapshot, node.id, id);
  const needed = (id: string, path: string, says: string, level = seen(id)): Needed => ({
    id,
    link: { path: `${node.path}.dependsOn.${path}`, says: `\`${node.id}\` ${says}` },
    level,
    cut: isCut(id) && levelOf(snapshot, id) < STOPPED,
  });
  const named = (id: string): string => `\`${id}\`${isCut(id) ? `, which runs ${BEYOND}` : ''}`;
  const oneOf = (group: string, members: readonly string[]): string => {
    const all = members.every(isCut);
    const names = members.map((id) => `\`${id}\`${!all && isCut(id) ? ` (${BEYOND})` : ''}`);
    const needs = `needs one of its group \`${group}\``;
    return all
      ? `${needs}, of which ${names.join(' and ')} ${names.length === 1 ? 'runs' : 'run'} ${BEYOND}`
      : `${needs}: ${names.join(' or ')}`;
  };
  const all: Needed[] = [
    ...node.dependsOn.all.map((id, index) => needed(id, `all.${String(index)}`, `needs ${named(id)}`)),
    ...inOrder(node.dependsOn.any).flatMap(([group, members]) => {
      const [best] = [...members].sort((a, b) => seen(a) - seen(b));
      return best === undefined ? [] : [needed(best, `any.${group}`, oneOf(group, members))];
    }),
    ...node.dependsOn.soft.flatMap((id, index) =>
      seen(id) < RESTORABLE ? [] : [needed(id, `soft.${String(index)}`, `uses ${named(id)}`, DEGRADED)],
    ),
  ];
  const [worst] = all.filter(({ level }) => level >= mine).sort((a, b) => b.level - a.level);
  return worst;
}
