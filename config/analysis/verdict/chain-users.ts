/** What stands between a workload that runs and those who use it. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { RESTORABLE, STOPPED } from '../levels';
import type { Gateway } from '../../model/gateway';
import type { Snapshot } from '../snapshot';
import { cutOffWholly, placesCutOff } from '../survival/places';
import { audiencesOf } from '../survival/users';
import type { Link } from './link';

/** Places that are named one by one; the others are counted. */
const SHOWN = 3;

const DEGRADED = 2;

export function usersLinks(model: Model, snapshot: Snapshot, node: WorkloadNode): readonly Link[] {
  const { level, own, place } = snapshot.workload(node.id);
  const runs = `\`${node.id}\` ${own < RESTORABLE ? 'runs' : 'comes back'}${place === undefined ? '' : ` at \`${place}\``}`;
  const path = `${node.path}.serves`;
  const lost = level >= STOPPED;
  const cut = audiencesOf(node).filter((audience) => snapshot.users(node, audience) >= (lost ? STOPPED : DEGRADED));
  if (cut.length === 0) return [{ path: `${node.path}.home`, says: `${runs}, and no router is left on the way to it` }];
  const users = `its users (${cut.join(', ')})`;
  if (lost)
    return [
      { path, says: `${runs}, and no way is left to it for ${users}` },
      ...(cut.includes('citizens') ? fromOutside(model, snapshot, 'reverse-proxy', place) : []),
      ...(cut.includes('remote') ? fromOutside(model, snapshot, 'remote-access', place) : []),
    ];
  const wholly = cutOffWholly(model, snapshot, node);
  const says = cut.every((audience) => wholly.includes(audience))
    ? `${runs}, and all of ${users} are cut off from it, until that is repaired`
    : `${runs}, and a part of ${users} has no way to it`;
  const cutOff = [...new Set(cut.flatMap((audience) => placesCutOff(model, snapshot, node, audience)))].sort();
  if (cutOff.length === 0) return [{ path, says }];
  const more = cutOff.length > SHOWN ? ` and ${String(cutOff.length - SHOWN)} more` : '';
  const names = `${cutOff
    .slice(0, SHOWN)
    .map((key) => `\`${key}\``)
    .join(', ')}${more}`;
  return [
    { path, says },
    { path: `premises.${cutOff[0] ?? ''}.accesses`, says: `no access of ${names} is left` },
  ];
}

/** What stops people on their way from the Internet: no access, one at the other side of a cut, or no gateway. */
function fromOutside(model: Model, snapshot: Snapshot, role: Gateway['role'], place: string | undefined): readonly Link[] {
  const announcing = inOrder(model.uses).filter(([, { prefixes }]) => prefixes.length > 0);
  const uses = announcing.length > 0 ? announcing : inOrder(model.uses);
  const entering = uses.flatMap(([use, { accesses }]) => accesses.filter(snapshot.access).map((access) => ({ use, access })));
  const [first] = uses;
  const [entrance] = entering;
  if (first === undefined) return [];
  if (entrance === undefined)
    return [{ path: `uses.${first[0]}.accesses`, says: `no Internet access of ${uses.map(([key]) => `\`${key}\``).join(', ')} is left` }];
  const at = model.accesses[entrance.access]?.site;
  if (!snapshot.joined && at !== place)
    return [
      {
        path: `uses.${entrance.use}.accesses`,
        says: `what comes from the Internet for \`${entrance.use}\` enters at \`${at ?? ''}\`, by \`${entrance.access}\`, the first of its accesses that is up`,
      },
    ];
  const [gateway] = inOrder(model.gateways).filter(([, described]) => described.role === role);
  return gateway === undefined ? [] : [{ path: `gateways.${gateway[0]}`, says: `no gateway of the role \`${role}\` is left on that way` }];
}
