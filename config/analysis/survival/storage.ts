/** Which side of each volume serves, and to which hosts (README, section 4). */
import type { Host } from '../../model/host';
import { inOrder, type Model } from '../../model/model';
import type { StorageServer } from '../../model/storage-server';
import type { Volume } from '../../model/volume';
import { datacenterSites } from '../../views';
import { type Bits, has } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { remembering } from './remembering';

/** One side of a volume: a pool of a server. */
interface Side {
  readonly server: string;
  readonly site: string;
  readonly whole: Bits;
  readonly destroyed: Bits;
  readonly serverDown: Bits;
}

export interface VolumeState {
  /** Storage server → scenarios in which its side serves. */
  readonly serves: ReadonlyMap<string, Bits>;
  readonly unknown: Bits;
  readonly diverged: Bits;
  /** A side is whole and none serves. */
  readonly refused: Bits;
  /** Refused, and a side would serve had it not missed writes; or out, and it may have missed some. Worked out when somebody asks. */
  readonly behind: () => Bits;
  /** No side is whole, and each is destroyed. */
  readonly gone: Bits;
  /** No side is whole, and one is only kept from working: it waits until that is back. */
  readonly out: Bits;
}

export interface Storage {
  readonly volume: (key: string) => VolumeState;
  /** A host that is up reaches a server on at least one fabric. */
  readonly reaches: (host: string, server: string) => Bits;
  /** A host that is up reaches a side of the volume that serves. */
  readonly usable: (host: string, volume: string) => Bits;
  /** A host that is up reaches a server that is up and holds the volume, whether or not its side serves. */
  readonly answers: (host: string, volume: string) => Bits;
  /** A host that is up reaches a server of which a pool is up. */
  readonly reachesPool: (host: string) => Bits;
}

const FABRICS = ['front-end-a', 'front-end-b'] as const;
const MIRRORS = ['mirror-1', 'mirror-2'] as const;

export function storageOf(model: Model, field: Field, equipment: Equipment): Storage {
  const { any, and, not, less, none } = field.algebra;
  const servers = model['storage-servers'];

  const reaches = remembering((hostKey: string, serverKey: string) => {
    const host = model.hosts[hostKey];
    const server = servers[serverKey];
    if (host === undefined || server === undefined) return none;
    const fabrics = FABRICS.map((role) => {
      const paths = any(portSwitches(server, role).map((key) => not(equipment.switch(key))));
      const cards = any(cardsOn(model, host, role).map((key) => not(equipment.switch(key))));
      const across = host.site === server.site ? field.algebra.all : not(equipment.apart('storage-paths'));
      return and(and(paths, cards), across);
    });
    return and(not(equipment.host(hostKey)), any(fabrics));
  });
  const reachedBySome = remembering((server: string) => any(Object.keys(model.hosts).map((host) => reaches(host, server))));
  const volume = remembering((key: string) => {
    const described = model.volumes[key];
    return described === undefined ? nothingServes(field) : volumeState(model, field, equipment, described, reachedBySome);
  });
  const usable = remembering((host: string, key: string) =>
    any([...volume(key).serves].map(([server, serves]) => and(serves, reaches(host, server)))),
  );
  const answers = remembering((host: string, key: string) =>
    any(Object.keys(model.volumes[key]?.pools ?? {}).map((server) => less(reaches(host, server), equipment.server(server)))),
  );
  const offers = remembering((server: string) =>
    any(Object.keys(servers[server]?.pools ?? {}).map((pool) => not(equipment.pool(server, pool)))),
  );
  const reachesPool = remembering((host: string) => any(Object.keys(servers).map((server) => and(offers(server), reaches(host, server)))));
  return {
    volume,
    reaches,
    usable,
    answers,
    reachesPool,
  };
}

const nothingServes = ({ algebra: { none, all } }: Field): VolumeState => ({
  serves: new Map(),
  unknown: none,
  diverged: none,
  refused: none,
  behind: () => none,
  gone: all,
  out: none,
});

const portSwitches = (server: StorageServer, role: string): readonly string[] =>
  Object.values(server.ports).flatMap((port) => (port.role === role ? [port.physicalSwitch] : []));

/** Physical switches of a host’s cards that carry a fabric at its site. */
function cardsOn(model: Model, host: Host, role: string): readonly string[] {
  const carrying = new Set(
    Object.values(model['storage-servers']).flatMap((server) => (server.site === host.site ? portSwitches(server, role) : [])),
  );
  return Object.values(host.nics).flatMap(({ physicalSwitch }) => (carrying.has(physicalSwitch) ? [physicalSwitch] : []));
}

function volumeState(
  model: Model,
  field: Field,
  equipment: Equipment,
  volume: Volume,
  reachedBySome: (server: string) => Bits,
): VolumeState {
  const { any, every, and, not, less, none, or } = field.algebra;
  const sides: readonly Side[] = inOrder(volume.pools).map(([server, tier]) => ({
    server,
    site: model['storage-servers'][server]?.site ?? '',
    whole: not(any(poolsOf(model, server, tier).map((pool) => equipment.pool(server, pool)))),
    destroyed: any(poolsOf(model, server, tier).map((pool) => equipment.destroyed(server, pool))),
    serverDown: equipment.server(server),
  }));
  const [one, two] = [...sides].sort((a, b) => Number(b.site === volume.preferred) - Number(a.site === volume.preferred));
  const noneWhole = not(any(sides.map((side) => side.whole)));
  const gone = and(noneWhole, every(sides.map(({ destroyed }) => destroyed)));
  if (one === undefined) return nothingServes(field);
  if (two === undefined || !volume.mirrored)
    return {
      serves: new Map([[one.server, one.whole]]),
      unknown: none,
      diverged: none,
      refused: none,
      behind: () => none,
      gone,
      out: less(noneWhole, gone),
    };

  const both = and(one.whole, two.whole);
  const mirror = and(both, inMirror(model, field, equipment, one.server, two.server));
  const apart = less(both, mirror);
  const agreed = less(apart, equipment.apart('management'));
  const asks = asksWitness(model, volume);
  const partition = partitionOf(model, field, equipment, less(apart, agreed), [one, two], asks);
  const alone = (mine: Side, other: Side): Bits => {
    const left = less(mine.whole, other.whole);
    // Only a server that is gone without a word makes the other ask.
    return asks ? less(left, less(other.serverDown, witnessReached(model, field, equipment, mine.site))) : left;
  };
  // What a partition by one element alone did stays, whatever else fails: one side less is no decision. Data that are gone settle it.
  const stays = (did: Bits): Bits => any([did, ...after(field, did)]);
  const unknown = less(stays(partition.unknown), gone);
  const diverged = less(stays(partition.diverged), or(gone, unknown));
  const waits = or(unknown, stays(partition.refused));
  const out = less(noneWhole, any([gone, unknown, diverged]));
  const reached = and(agreed, reachedBySome(one.server));
  // What was left out while the other side went on has missed writes: it serves neither alone nor by agreement.
  const serving = (staleOne: Bits, staleTwo: Bits): readonly [Bits, Bits] => {
    const onOne = less(reached, staleOne);
    const first = any([mirror, onOne, less(any([partition.one, alone(one, two)]), staleOne)]);
    const second = any([mirror, less(less(agreed, onOne), staleTwo), less(any([partition.two, alone(two, one)]), staleTwo)]);
    return [or(less(first, waits), and(diverged, one.whole)), or(less(second, waits), and(diverged, two.whole))];
  };
  const [firstOne, firstTwo] = serving(none, none);
  const leftOut = (mine: Bits, other: Bits): Bits => any(after(field, less(other, mine)));
  const [onOne, onTwo] = serving(leftOut(firstOne, firstTwo), leftOut(firstTwo, firstOne));
  const serves = new Map([
    [one.server, onOne],
    [two.server, onTwo],
  ]);
  const refused = less(not(any([onOne, onTwo, unknown, diverged])), noneWhole);
  // Of a side that is destroyed and one that is out nobody knows which came first.
  const behind = (): Bits => or(and(refused, or(firstOne, firstTwo)), and(out, or(one.destroyed, two.destroyed)));
  return { serves, unknown, diverged, gone, out, refused, behind };
}

/** For each single element whose failure is in the set: the scenarios that it is a part of. */
function after({ singles, failed }: Field, scenarios: Bits): readonly Bits[] {
  return [...singles].flatMap(([element, index]) => (has(scenarios, index) ? [failed(element)] : []));
}

/** The witness of the group arbitrates for a volume. */
const asksWitness = ({ storage: { witness } }: Model, volume: Volume): boolean =>
  witness !== undefined && (witness.option === 'default' || volume.witness === 'group');

/** Pools of a server that a volume of a tier lies on. */
export const poolsOf = (model: Model, server: string, tier: string): readonly string[] =>
  inOrder(model['storage-servers'][server]?.pools ?? {}).flatMap(([key, pool]) => (pool.tier === tier ? [key] : []));

function inMirror(model: Model, { algebra: { any, and, not } }: Field, equipment: Equipment, one: string, two: string): Bits {
  const servers = model['storage-servers'];
  return any(
    MIRRORS.map((role) => {
      const ends = [one, two].map((key) => any(portsOf(servers[key], role).map((name) => not(equipment.switch(name)))));
      return ends.reduce(and, not(equipment.apart(role)));
    }),
  );
}

const portsOf = (server: StorageServer | undefined, role: string): readonly string[] =>
  server === undefined ? [] : portSwitches(server, role);

interface Partition {
  readonly one: Bits;
  readonly two: Bits;
  readonly unknown: Bits;
  readonly diverged: Bits;
  readonly refused: Bits;
}

/** Mirror and management are cut, and both sides are whole. `one` is the preferred side. */
function partitionOf(
  model: Model,
  field: Field,
  equipment: Equipment,
  cut: Bits,
  [one, two]: readonly [Side, Side],
  asks: boolean,
): Partition {
  const { any, and, or, less, none } = field.algebra;
  if (!asks) return { one: cut, two: cut, unknown: none, diverged: cut, refused: none };
  const [first, second] = [witnessReached(model, field, equipment, one.site), witnessReached(model, field, equipment, two.site)];
  const both = and(cut, and(first, second));
  const answer = model.storage.partition;
  const serveBoth = answer === 'both-serve' ? both : none;
  const onlyOne = and(cut, less(first, second));
  const onlyTwo = and(cut, less(second, first));
  const served = [any([onlyOne, answer === 'preferred-side' ? both : none, serveBoth]), or(onlyTwo, serveBoth)] as const;
  const unknown = answer === 'unknown' ? both : none;
  return { one: served[0], two: served[1], unknown, diverged: serveBoth, refused: less(cut, any([...served, unknown])) };
}

function witnessReached(model: Model, field: Field, equipment: Equipment, site: string): Bits {
  const { any, not, and, less, or } = field.algebra;
  const routes = (model.storage.witness?.routes ?? []).flatMap((key) => {
    const end = model.links[key]?.ends[site];
    if (end === undefined) return [];
    const router = end.router === undefined ? field.algebra.none : equipment.router(end.router);
    return [not(or(equipment.wire(key), router))];
  });
  const byRoutes = any(routes);
  const told = or(less(byRoutes, field.witness.said), field.witness.reaches(site));
  return and(told, not(equipment.witness));
}

/** The two sides, in the order of their keys. */
export const sidesOf = (model: Model): readonly string[] => datacenterSites(model);
