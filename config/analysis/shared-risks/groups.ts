/** Ways that back each other up, and what they have in common. */
import { inOrder, type Model } from '../../model/model';
import { accessWay, linkWay, premisesWays, type Risk, type Way } from './paths';

export interface Group {
  /** Stable: `links/fibre-nord+fibre-sud`, `uses/office`, `premises/depot-bus`, `witness`. */
  readonly id: string;
  readonly subject: string;
  /** What the ways are there for, for people. */
  readonly purpose: string;
  readonly ways: readonly Way[];
}

export interface SharedRisk extends Pick<Risk, 'kind' | 'key'> {
  /** Ways that have it. */
  readonly takes: readonly string[];
  /** Model paths that say so. */
  readonly places: readonly string[];
}

/** Every element that two or more of the ways stand on, those that take most first. */
export function sharedBy(ways: readonly Way[]): readonly SharedRisk[] {
  const found = new Map<string, { kind: Risk['kind']; key: string; takes: string[]; places: string[] }>();
  for (const { path, risks } of ways) {
    for (const { kind, key, at } of risks) {
      const id = `${kind} ${key}`;
      const known = found.get(id) ?? { kind, key, takes: [], places: [] };
      found.set(id, known);
      if (!known.takes.includes(path)) known.takes.push(path);
      known.places.push(at);
    }
  }
  return [...found.values()].filter(({ takes }) => takes.length > 1).sort((a, b) => b.takes.length - a.takes.length);
}

/** Tunnels over one FTTH line are one way: same carrier, ducts and points of presence. */
export function withoutTunnels(ways: readonly Way[]): readonly Way[] {
  const lines = new Set<string>();
  return ways.filter(({ medium, risks }) => {
    if (medium !== 'ftth') return true;
    const line = risks
      .filter(({ kind }) => kind === 'carrier' || kind === 'duct' || kind === 'pop')
      .map(({ kind, key }) => `${kind} ${key}`)
      .join(', ');
    const known = lines.has(line);
    lines.add(line);
    return !known;
  });
}

export const groupsOf = (model: Model): readonly Group[] => [
  ...linkGroups(model),
  ...witnessGroup(model),
  ...useGroups(model),
  ...premisesGroups(model),
];

const present = (ways: readonly (Way | undefined)[]): readonly Way[] => ways.filter((way) => way !== undefined);

/** Links between the datacenters that carry the same thing; both mirrors are one thing. What the same links carry is one group. */
function linkGroups(model: Model): readonly Group[] {
  const carried = new Map<string, string[]>();
  for (const [key, { ends, carries }] of inOrder(model.links)) {
    if (!Object.keys(ends).every((site) => model.sites[site]?.role === 'datacenter')) continue;
    const uses = new Set(carries.filter((use) => use !== 'witness').map((use) => (use.startsWith('mirror-') ? 'mirrors' : use)));
    for (const use of uses) carried.set(use, [...(carried.get(use) ?? []), key]);
  }
  const groups = new Map<string, { links: readonly string[]; uses: string[] }>();
  for (const [use, links] of carried) {
    const id = links.join('+');
    const known = groups.get(id) ?? { links, uses: [] };
    groups.set(id, known);
    known.uses.push(use);
  }
  return [...groups].map(([id, { links, uses }]) => ({
    id: `links/${id}`,
    subject: `links.${links[0] ?? ''}`,
    purpose: `${uses.join(', ')} between the sites`,
    ways: present(links.map((key) => linkWay(model, key, false))),
  }));
}

function witnessGroup(model: Model): readonly Group[] {
  const { witness } = model.storage;
  if (witness === undefined) return [];
  const ways = present([...witness.routes].sort().map((key) => linkWay(model, key, true)));
  return [{ id: 'witness', subject: 'storage.witness', purpose: 'the two sides’ routes to the witness', ways }];
}

const useGroups = (model: Model): readonly Group[] =>
  inOrder(model.uses).map(([key, { accesses }]) => ({
    id: `uses/${key}`,
    subject: `uses.${key}`,
    purpose: `use \`${key}\` of the Internet`,
    ways: present(accesses.map((access) => accessWay(model, access))),
  }));

const premisesGroups = (model: Model): readonly Group[] =>
  inOrder(model.premises).map(([key]) => ({
    id: `premises/${key}`,
    subject: `premises.${key}`,
    purpose: `the people of \`${key}\``,
    ways: withoutTunnels(premisesWays(model, key)),
  }));
