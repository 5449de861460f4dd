/**
 * What ways sold as diverse have in common: links between the sites, routes to the witness, accesses of one use, accesses of one premises,
 * feeds of one machine. A shortfall is an element that takes all ways of a group; what only some share is listed.
 */
import { inOrder, type Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { feedsShortfall, type SharedFeeds, sharedFeeds } from './feeds';
import { type Group, groupsOf, sharedBy, type SharedRisk } from './groups';

export interface GroupRisks {
  readonly group: string;
  readonly purpose: string;
  /** Model paths and media of the ways; tunnels over one line are one. */
  readonly ways: readonly { readonly path: string; readonly medium: string }[];
  /** What two or more of them share, those that take most first. */
  readonly shared: readonly SharedRisk[];
}

export interface SingleHomed {
  readonly premises: string;
  readonly tenant: string;
  readonly purpose: string;
  /** Workplaces of agents, and devices of the schools there. */
  readonly seats: number;
  readonly schools: readonly string[];
  readonly devices: number;
  /** Model path of its only line, and the medium. */
  readonly line: string;
  readonly medium: string;
  /** True where several tunnels run over that line. */
  readonly tunnels: boolean;
}

export interface SharedRiskResult {
  readonly groups: readonly GroupRisks[];
  readonly feeds: readonly SharedFeeds[];
  /** Premises with one line: nothing is promised there, and all of it is lost with that line. */
  readonly singleHomed: readonly SingleHomed[];
  readonly shortfalls: readonly Shortfall[];
}

export function sharedRisksOf(model: Model): SharedRiskResult {
  const groups = groupsOf(model);
  const diverse = groups.filter(({ ways }) => ways.length > 1).map((group) => ({ group, shared: sharedBy(group.ways) }));
  const feeds = sharedFeeds(model);
  return {
    groups: diverse.map(({ group, shared }) => ({
      group: group.id,
      purpose: group.purpose,
      ways: group.ways.map(({ path, medium }) => ({ path, medium })),
      shared,
    })),
    feeds,
    singleHomed: singleHomed(model, groups),
    shortfalls: [
      ...diverse.flatMap(({ group, shared }) =>
        shared.filter(({ takes }) => takes.length === group.ways.length).map((risk) => shortfall(group, risk)),
      ),
      ...feeds.map(feedsShortfall),
    ],
  };
}

const WORDS: Readonly<Record<SharedRisk['kind'], string>> = {
  duct: 'the duct',
  pop: 'the point of presence',
  carrier: 'the carrier',
  entry: 'the building entry',
  router: 'the router',
  site: 'the site',
  substation: 'the substation',
  flood: 'the flood zone',
};

const shortfall = ({ id, subject, purpose, ways }: Group, { kind, key, places }: SharedRisk): Shortfall => ({
  id: `shared-risks/${id}/${kind}/${key}`,
  subject,
  what: `all ${String(ways.length)} ways for ${purpose} share ${WORDS[kind]} \`${key}\`: ${ways.map(({ path }) => `\`${path}\``).join(', ')}`,
  places,
  basis: 'computed',
});

function singleHomed(model: Model, groups: readonly Group[]): readonly SingleHomed[] {
  const schools = new Map<string, { keys: string[]; devices: number }>();
  for (const [key, { premises, devices }] of inOrder(model.schools)) {
    const known = schools.get(premises) ?? { keys: [], devices: 0 };
    schools.set(premises, known);
    known.keys.push(key);
    known.devices += devices;
  }
  const known = new Map(groups.map(({ id, ways }) => [id, ways]));
  return inOrder(model.premises).flatMap(([key, { tenant, purpose, seats, accesses }]) => {
    const [line, ...others] = known.get(`premises/${key}`) ?? [];
    if (line === undefined || others.length > 0) return [];
    const { keys = [], devices = 0 } = schools.get(key) ?? {};
    const tunnels = Object.keys(accesses).length > 1;
    return [{ premises: key, tenant, purpose, seats, schools: keys, devices, line: line.path, medium: line.medium, tunnels }];
  });
}
