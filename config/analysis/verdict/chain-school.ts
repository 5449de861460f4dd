/** Why a school, the use that it leaves by, or the place where it is does not work after one failure. */
import type { Model } from '../../model/model';
import { STOPPED } from '../levels';
import type { Snapshot } from '../snapshot';
import type { Link } from './link';

export const premisesLinks = (key: string): readonly Link[] => [
  { path: `premises.${key}.accesses`, says: `no access of \`${key}\` is up, or no router where it lands` },
];

export const useLinks = (snapshot: Snapshot, use: string): readonly Link[] => [
  {
    path: `uses.${use}.accesses`,
    says:
      snapshot.row(`use:${use}`) >= STOPPED
        ? `no access of \`${use}\` is up`
        : `only one side has an access of \`${use}\` that is up, and the sides are not joined`,
  },
];

export function schoolLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const { premises = '', exit = '' } = model.schools[key] ?? {};
  if (snapshot.row(`premises:${premises}`) >= STOPPED) return premisesLinks(premises);
  if (snapshot.row(`use:${exit}`) >= STOPPED) return useLinks(snapshot, exit);
  return [{ path: `schools.${key}`, says: `no filter and no access of \`${exit}\` is left together at a side that it reaches` }];
}
