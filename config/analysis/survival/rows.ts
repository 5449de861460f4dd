/** The rows of the proof that are no workload (README, section 10). */
import { inOrder, type Model } from '../../model/model';
import type { Desktop } from '../../model/desktop';
import { workloadsOf } from '../../views';
import { RESTORABLE } from '../levels';
import { add, type Bits, each } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { best, from, type Grades, gradesOf, worst } from './grades';
import type { Users } from './users';

export type Row = readonly [id: string, grades: Grades];

export function otherRows(
  model: Model,
  field: Field,
  equipment: Equipment,
  users: Users,
  sides: readonly string[],
  workloads: ReadonlyMap<string, Grades>,
): readonly Row[] {
  const { algebra } = field;
  const { any, and, not, less } = algebra;
  const apart = equipment.apart('tenants');
  const nothing = gradesOf(algebra, {});
  const workload = (id: string): Grades | undefined => workloads.get(id);

  const use = (key: string): Grades => {
    const perSite = sides.map((site) => users.accessAt(key, site));
    const one = perSite.reduce(and, algebra.all);
    return gradesOf(algebra, { 2: and(less(any(perSite), one), apart), 7: not(any(perSite)) });
  };
  const premises = (key: string): Grades => gradesOf(algebra, { 7: not(any(sides.map((site) => users.attached(key, site)))) });
  const school = (key: string): Grades => {
    const { premises: place = '', exit = '' } = model.schools[key] ?? {};
    const out = sides.map((site) => and(users.attached(place, site), users.outbound([exit], 'schools', site)));
    return worst(algebra, premises(place), gradesOf(algebra, { 7: not(any(out)) }));
  };
  const application = (key: string): Grades => {
    const { use: by = '', identity = [] } = model.applications[key] ?? {};
    const members = identity.map(workload).filter((one) => one !== undefined);
    const signIn = members.length === 0 ? nothing : members.reduce((a, b) => best(algebra, a, b));
    return [use(by), signIn, gradesOf(algebra, { 4: field.failed(`provider:${key}`) })].reduce((a, b) => worst(algebra, a, b));
  };
  const tenant = (key: string): Grades =>
    workloadsOf(model, key).reduce(
      (grades: Grades, { id, ownerKind }) => (ownerKind === 'tenants' ? worst(algebra, grades, workload(id) ?? nothing) : grades),
      nothing,
    );
  const rows = (kind: string, all: Readonly<Record<string, unknown>>, grade: (key: string) => Grades): readonly Row[] =>
    inOrder(all).map(([key]) => [`${kind}:${key}`, grade(key)]);
  return [
    ...rows('tenant', model.tenants, tenant),
    ...rows('use', model.uses, use),
    ...rows('premises', model.premises, premises),
    ...rows('school', model.schools, school),
    ...rows('application', model.applications, application),
    ...rows('desktop', model.desktops, (key) => desktop(field, model.desktops[key]!, workload)),
  ];
}

function desktop(
  field: Field,
  { seats, minimumSeats, sessionHosts, brokers }: Desktop,
  workload: (id: string) => Grades | undefined,
): Grades {
  const { algebra } = field;
  const unusable = (id: string): Bits => {
    const grades = workload(id);
    return grades === undefined ? algebra.all : from(grades, RESTORABLE);
  };
  const hosts = inOrder(sessionHosts);
  const left = new Float64Array(field.size).fill(hosts.reduce((sum, [, { seats: carried }]) => sum + carried, 0));
  // Failures that take a session host are few beside those that do not.
  for (const [id, { seats: carried }] of hosts) each(unusable(id), (scenario) => (left[scenario]! -= carried));
  const noBroker = algebra.every(brokers.map(unusable));
  const below = (count: number): Bits =>
    algebra.made((words) => {
      for (let scenario = 0; scenario < left.length; scenario++) if (left[scenario]! < count) add(words, scenario);
    });
  return gradesOf(algebra, { 2: below(seats), 7: algebra.or(below(minimumSeats), noBroker) });
}
