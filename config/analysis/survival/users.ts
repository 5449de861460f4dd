/** Whether users still reach what runs (README, section 9). */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import type { Gateway } from '../../model/gateway';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { type Grades, gradesOf, worst } from './grades';
import { agentPlaces, schoolPlaces } from './places';
import { remembering, rememberingOne } from './remembering';

export type Audience = WorkloadNode['serves'][number];

/** Who uses a workload, each once: what is published serves citizens too. */
export const audiencesOf = ({ serves, exposure }: WorkloadNode): readonly Audience[] =>
  exposure === 'published' && !serves.includes('citizens') ? [...serves, 'citizens'] : serves;

export interface Users {
  /** What the paths of its users do to a workload that runs at these sites. */
  readonly of: (workload: WorkloadNode, at: ReadonlyMap<string, Bits>) => Grades;
  /** The same for one kind of its users, while it runs at a site. */
  readonly by: (workload: WorkloadNode, audience: Audience, site: string) => Grades;
  /** Scenarios in which premises are attached at a site. */
  readonly attached: (premises: string, site: string) => Bits;
  /** Scenarios in which premises reach what runs at a site. */
  readonly reaches: (premises: string, site: string) => Bits;
  /** Scenarios in which an access of a use at a site is up. */
  readonly accessAt: (use: string, site: string) => Bits;
  /** Scenarios in which a gateway of a role stands ready at a site; every scenario where none of the role is declared. */
  readonly gatewayAt: (role: Gateway['role'], site: string) => Bits;
  /** From a site out by one of these uses, through a gateway of the role. */
  readonly outbound: (uses: readonly string[], role: Gateway['role'], site: string) => Bits;
}

/** Lines of premises: links by one carrier through the same ducts and POPs are one. */
export const linesOf = (model: Model, premises: string): number =>
  new Set(
    Object.values(model.premises[premises]?.accesses ?? {}).map(({ carrier, ducts, pops }) =>
      JSON.stringify([carrier, [...ducts].sort(), [...pops].sort()]),
    ),
  ).size;

export function usersOf(model: Model, field: Field, equipment: Equipment, sides: readonly string[]): Users {
  const { algebra } = field;
  const { any, every, and, or, not, less, none, all } = algebra;
  const apart = equipment.apart('tenants');

  const routerAt = remembering((site: string) =>
    any(inOrder(model.routers).flatMap(([key, router]) => (router.site === site ? [not(equipment.router(key))] : []))),
  );
  const attached = remembering((premises: string, site: string) => {
    const landing = inOrder(model.premises[premises]?.accesses ?? {}).filter(([, access]) => access.landing === site);
    return and(routerAt(site), any(landing.map(([key]) => not(equipment.premisesAccess(premises, key)))));
  });
  const anywhere = remembering((premises: string) => any(sides.map((site) => attached(premises, site))));
  const reaches = remembering((premises: string, site: string) => or(attached(premises, site), less(anywhere(premises), apart)));

  const accessAt = remembering((use: string, site: string) =>
    any((model.uses[use]?.accesses ?? []).flatMap((key) => (model.accesses[key]?.site === site ? [not(equipment.access(key))] : []))),
  );
  const gatewayAt = (role: Gateway['role'], site: string): Bits => {
    const known = inOrder(model.gateways).filter(([, gateway]) => gateway.role === role);
    return known.length === 0 ? all : any(known.flatMap(([key, gateway]) => (gateway.site === site ? [not(equipment.gateway(key))] : [])));
  };
  /** The prefixes of a use are announced from all its accesses, the later with the longer path: all comes in by the first that is up. */
  const enteringAt = remembering((use: string, site: string) => {
    let left = all;
    let entering = none;
    for (const key of model.uses[use]?.accesses ?? []) {
      const up = less(left, equipment.access(key));
      if (model.accesses[key]?.site === site) entering = or(entering, up);
      left = less(left, up);
    }
    return entering;
  });
  /** Through a side where traffic passes and a gateway of the role stands ready; while the sides are joined both may be anywhere. */
  const through = (passes: (side: string) => Bits, role: Gateway['role'], site: string): Bits => {
    const somewhere = and(any(sides.map(passes)), any(sides.map((side) => gatewayAt(role, side))));
    return or(and(passes(site), gatewayAt(role, site)), less(somewhere, apart));
  };
  const outbound = (uses: readonly string[], role: Gateway['role'], site: string): Bits =>
    through((side) => any(uses.map((use) => accessAt(use, side))), role, site);

  /** Places of one audience: not reached at all is lost; in part, or nobody attached, is degraded. */
  const places = remembering((premises: string, site: string) => {
    const keys = premises === '' ? [] : premises.split(' ');
    const someAttached = any(keys.map(anywhere));
    const some = any(keys.map((key) => reaches(key, site)));
    const complete = every(keys.map((key) => or(reaches(key, site), not(anywhere(key)))));
    const nobody = not(someAttached);
    // One place on one line is cut off by that line: its own row says so. Who has more than that was promised more.
    const alone = keys.length === 1 && linesOf(model, keys[0] ?? '') < 2;
    if (keys.length === 0) return gradesOf(algebra, {});
    return gradesOf(algebra, { 2: or(nobody, not(complete)), 7: or(less(someAttached, some), alone ? none : nobody) });
  });
  const agents = remembering((tenant: string) => agentPlaces(model, tenant === '' ? undefined : tenant).join(' '));
  const placesOf = ({ serves, owner, ownerKind }: WorkloadNode): string =>
    serves.includes('agents') ? agents(ownerKind === 'tenants' ? owner : '') : '';
  const pupils = schoolPlaces(model).join(' ');
  const announcing = inOrder(model.uses).flatMap(([key, { prefixes }]) => (prefixes.length > 0 ? [key] : []));
  const inbound = (role: Gateway['role'], site: string): Bits =>
    announcing.length === 0
      ? outbound(Object.keys(model.uses), role, site)
      : through((side) => any(announcing.map((use) => enteringAt(use, side))), role, site);

  const atSite = remembering((audience: string, premises: string, site: string): Grades => {
    if (audience === 'agents') return places(premises, site);
    if (audience === 'pupils') return places(pupils, site);
    if (audience === 'citizens') return gradesOf(algebra, { 7: not(inbound('reverse-proxy', site)) });
    if (audience === 'remote') return gradesOf(algebra, { 7: not(inbound('remote-access', site)) });
    return gradesOf(algebra, {});
  });
  // Many workloads have the same users, and run at the same places.
  const runningAt = rememberingOne((at: ReadonlyMap<string, Bits>) =>
    remembering((audiences: string, premises: string) => {
      const hindered = audiences
        .split(' ')
        .flatMap((audience) => [...at].map(([site, here]) => atSite(audience, premises, site).map((bits) => and(bits, here))));
      return hindered.reduce((a, b) => worst(algebra, a, b), gradesOf(algebra, {}));
    }),
  );

  return {
    attached,
    reaches,
    accessAt,
    gatewayAt,
    outbound,
    of: (workload, at) => runningAt(at)(audiencesOf(workload).join(' '), placesOf(workload)),
    by: (workload, audience, site) => atSite(audience, placesOf(workload), site),
  };
}
