/** What is down with what (README, section 2). Each answer is the set of scenarios in which it is down. */
import { inOrder, type Model } from '../../model/model';
import type { LinkUse } from '../scenarios';
import type { Bits } from './bits';
import type { Field } from './field';
import { remembering } from './remembering';

interface Placed {
  readonly site: string;
  readonly room: string;
  readonly feeds: readonly string[];
}
interface Tail {
  readonly carrier: string;
  readonly pops: readonly string[];
  readonly ducts: readonly string[];
}

export interface Equipment {
  readonly site: (key: string) => Bits;
  /** A feed of a site, by both their keys. */
  readonly feed: (site: string, key: string) => Bits;
  /** Equipment of a kind, by the id of its element. */
  readonly device: (id: string, placed: Placed) => Bits;
  readonly host: (key: string) => Bits;
  readonly server: (key: string) => Bits;
  readonly pool: (server: string, key: string) => Bits;
  /** A pool is down for good, with its data; else what takes it only keeps it from working for a time. */
  readonly destroyed: (server: string, key: string) => Bits;
  readonly switch: (key: string) => Bits;
  readonly router: (key: string) => Bits;
  readonly gateway: (key: string) => Bits;
  readonly repository: (key: string) => Bits;
  readonly machine: (key: string) => Bits;
  readonly witness: Bits;
  /** The wire of a link between sites. */
  readonly wire: (key: string) => Bits;
  readonly access: (key: string) => Bits;
  readonly premisesAccess: (premises: string, key: string) => Bits;
  /** Scenarios in which no link between the two sides carries a use. */
  readonly apart: (use: LinkUse) => Bits;
}

export function equipmentOf(model: Model, field: Field): Equipment {
  const { any, every, or, less, none } = field.algebra;
  const { failed } = field;

  const site = remembering((key: string) => failed(`site:${key}`));
  const feed = remembering((owner: string, key: string) => {
    const described = model.sites[owner]?.feeds[key];
    if (described === undefined) return site(owner);
    const { substation, generator, ups } = described;
    // A generator that starts later than the UPS lasts lets all that hangs on the feed crash first.
    const carried = generator && ups >= model.estate.assumptions.power.generatorStart;
    const mains = or(carried ? none : failed(`mains:${substation}`), ups > 0 ? none : failed(`mains-short:${substation}`));
    return any([failed(`feed:${owner}/${key}`), site(owner), mains]);
  });
  const cooling = remembering((owner: string, key: string) =>
    any([failed(`cooling:${owner}/${key}`), site(owner), feed(owner, model.sites[owner]?.cooling[key]?.feed ?? '')]),
  );
  /** Lost with all that stands in it. */
  const ruined = remembering((owner: string, key: string) => {
    const described = model.sites[owner];
    const wet =
      described?.floodZone !== undefined && described.rooms[key]?.floodLevel === 'below' ? failed(`flood:${described.floodZone}`) : none;
    return any([failed(`room:${owner}/${key}`), site(owner), wet]);
  });
  const room = remembering((owner: string, key: string) => {
    const described = model.sites[owner];
    const units = inOrder(described?.cooling ?? {}).filter(([, { rooms }]) => rooms.includes(key));
    const tooWarm = units.length === 0 ? none : every(units.map(([unit]) => cooling(owner, unit)));
    return or(tooWarm, ruined(owner, key));
  });
  const device = (id: string, placed: Placed): Bits =>
    any([failed(id), room(placed.site, placed.room), every(placed.feeds.map((key) => feed(placed.site, key)))]);
  const devices = (kind: string, all: Readonly<Record<string, Placed>>): ((key: string) => Bits) =>
    remembering((key: string) => {
      const placed = all[key];
      return placed === undefined ? failed(`${kind}:${key}`) : device(`${kind}:${key}`, placed);
    });

  const server = devices('storage-server', model['storage-servers']);
  const router = devices('router', model.routers);
  const tail = ({ carrier, pops, ducts }: Tail): Bits =>
    any([failed(`carrier:${carrier}`), ...pops.map((pop) => failed(`pop:${pop}`)), ...ducts.map((duct) => failed(`duct:${duct}`))]);
  const wire = remembering((key: string) => {
    const link = model.links[key];
    if (link === undefined) return failed(`link:${key}`);
    const ends = inOrder(link.ends).flatMap(([end, { entry }]) => [site(end), failed(`entry:${end}/${entry}`)]);
    return any([failed(`link:${key}`), tail(link), ...ends]);
  });
  const access = remembering((key: string) => {
    const described = model.accesses[key];
    if (described === undefined) return failed(`access:${key}`);
    const { site: at, entry } = described;
    return any([failed(`access:${key}`), tail(described), site(at), failed(`entry:${at}/${entry}`), router(described.router)]);
  });
  const datacenters = inOrder(model.sites).flatMap(([key, { role }]) => (role === 'datacenter' ? [key] : []));
  const between = inOrder(model.links).filter(([, { ends }]) => datacenters.every((key) => key in ends));

  return {
    site,
    feed,
    device,
    host: devices('host', model.hosts),
    server,
    pool: remembering((owner: string, key: string) => or(failed(`pool:${owner}/${key}`), server(owner))),
    destroyed: remembering((owner: string, key: string) => {
      const placed = model['storage-servers'][owner];
      const standing = placed === undefined ? none : ruined(placed.site, placed.room);
      return any([failed(`pool:${owner}/${key}`), failed(`storage-server:${owner}`), standing]);
    }),
    switch: devices('switch', model['physical-switches']),
    router,
    gateway: devices('gateway', model.gateways),
    repository: devices('repository', model.repositories),
    machine: devices('machine', model.machines),
    witness: witnessDown(model, field, { site, feed, room }),
    wire,
    access,
    premisesAccess: remembering((premises: string, key: string) => {
      const described = model.premises[premises]?.accesses[key];
      const own = failed(`premises-access:${premises}/${key}`);
      return described === undefined ? own : any([own, tail(described), site(described.landing)]);
    }),
    apart: remembering((use: LinkUse) => {
      const carrying = between.filter(([, { carries }]) => carries.includes(use)).map(([key]) => wire(key));
      return or(field.cut(use), carrying.length === 0 ? less(field.algebra.all, none) : every(carrying));
    }),
  };
}

interface Power {
  readonly site: (key: string) => Bits;
  readonly feed: (owner: string, key: string) => Bits;
  readonly room: (owner: string, key: string) => Bits;
}

function witnessDown(model: Model, { algebra: { any, every }, failed }: Field, { site, feed, room }: Power): Bits {
  const at = model.storage.witness?.site;
  const described = at === undefined ? undefined : model.sites[at];
  if (at === undefined || described === undefined) return failed('witness');
  return any([
    failed('witness'),
    site(at),
    every(Object.keys(described.feeds).map((key) => feed(at, key))),
    every(Object.keys(described.rooms).map((key) => room(at, key))),
  ]);
}
