/** The worst interruption for each kind of people who use a tenant’s workloads. */
import { type Audience, audiencesOf as usersOf } from '../survival/users';
import { familyOf, type Family, repeatedBy } from '../verdict/promise';
import { LEVELS, type Outcome } from '../levels';
import { type Hit, type Pass } from './passes';
import { isWorse } from './proven';

export interface AudienceWorst {
  readonly audience: Audience;
  /** By family of failures; what only a copy brings back is left out. Absent: nobody of them notices. */
  readonly worst: Partial<Record<Family, { readonly seconds: number; readonly outcome: Outcome; readonly workload: string }>>;
}

/** Whose last place is cut off waits for that, however soon the workload is back. */
const tillRepaired = (hit: Hit): Hit => ({ ...hit, times: { ...hit.times, seconds: Infinity, inHours: Infinity } });

export function audiencesOf(passes: readonly Pass[]): readonly AudienceWorst[] {
  const found = new Map<Audience, Map<Family, Hit>>();
  for (const { scenario, hits } of passes) {
    const family = familyOf(scenario);
    if (family === undefined || repeatedBy(scenario) !== undefined) continue;
    for (const told of hits)
      for (const audience of usersOf(told.node)) {
        const hit = told.cutOff.includes(audience) ? tillRepaired(told) : told;
        const known = found.get(audience) ?? new Map<Family, Hit>();
        const worst = known.get(family);
        if (worst === undefined || isWorse(hit, worst)) known.set(family, hit);
        found.set(audience, known);
      }
  }
  return [...found].sort().map(([audience, worst]) => ({
    audience,
    worst: Object.fromEntries(
      [...worst].map(([family, { node, level, times }]) => [family, { seconds: times.seconds, outcome: LEVELS[level], workload: node.id }]),
    ),
  }));
}
