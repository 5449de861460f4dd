/** What stands between a workload that runs and those who use it. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { STOPPED } from '../levels';
import type { Snapshot } from '../snapshot';
import type { Link } from './link';

/** Places that are named one by one; the others are counted. */
const SHOWN = 3;

export function usersLinks(model: Model, snapshot: Snapshot, node: WorkloadNode): readonly Link[] {
  const { level, place } = snapshot.workload(node.id);
  const runs = `\`${node.id}\` runs${place === undefined ? '' : ` at \`${place}\``}`;
  const path = `${node.path}.serves`;
  const audiences = [...new Set([...node.serves, ...(node.exposure === 'published' ? (['citizens'] as const) : [])])].filter(
    (audience) => audience !== 'estate',
  );
  if (audiences.length === 0) return [{ path: `${node.path}.home`, says: `${runs}, and no router is left on the way to it` }];
  const users = `its users (${audiences.join(', ')})`;
  if (level >= STOPPED)
    return [{ path, says: `${runs}, and no way is left to it for ${users}` }, ...fromOutside(model, snapshot, audiences)];
  const cutOff = placesCutOff(model, snapshot, node);
  if (cutOff.length === 0) return [{ path, says: `${runs}, and a part of ${users} has no way to it` }];
  const more = cutOff.length > SHOWN ? ` and ${String(cutOff.length - SHOWN)} more` : '';
  const names = `${cutOff
    .slice(0, SHOWN)
    .map((key) => `\`${key}\``)
    .join(', ')}${more}`;
  return [
    { path, says: `${runs}, and a part of ${users} has no way to it` },
    { path: `premises.${cutOff[0] ?? ''}.accesses`, says: `no access of ${names} is left` },
  ];
}

/** From the Internet: by which uses people would come, where none of them has an access left. */
function fromOutside(model: Model, snapshot: Snapshot, audiences: readonly string[]): readonly Link[] {
  if (!audiences.some((audience) => audience === 'citizens' || audience === 'remote')) return [];
  const announcing = inOrder(model.uses).filter(([, { prefixes }]) => prefixes.length > 0);
  const uses = (announcing.length > 0 ? announcing : inOrder(model.uses)).map(([key]) => key);
  const [first] = uses;
  if (first === undefined || uses.some((key) => snapshot.row(`use:${key}`) < STOPPED)) return [];
  return [{ path: `uses.${first}.accesses`, says: `no Internet access of ${uses.map((key) => `\`${key}\``).join(', ')} is left` }];
}

/** Premises of its users that reach neither side. */
function placesCutOff(model: Model, snapshot: Snapshot, { serves, owner, ownerKind }: WorkloadNode): readonly string[] {
  const schools = new Set(Object.values(model.schools).map(({ premises }) => premises));
  return inOrder(model.premises).flatMap(([key, { tenant }]) => {
    const uses = schools.has(key) ? serves.includes('pupils') : serves.includes('agents') && (ownerKind !== 'tenants' || tenant === owner);
    return uses && snapshot.row(`premises:${key}`) >= STOPPED ? [key] : [];
  });
}
