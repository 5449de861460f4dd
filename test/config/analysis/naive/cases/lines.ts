/** Section 2, what passes outside, and section 3: seen on a workload that depends on the other side, on a use, on premises, on the witness. */
import { landing, link, machine, premises, router, room, use } from '../entities';
import { type Case, CUT, DB, SINGLE } from './case';

const APP = 'workload:t/app';
const both = (more: object) => ({ ...DB, pops: { pop: { title: 'Test' } }, links: { 'fibre-north': more, 'fibre-south': more } });
const ONE = { uses: { web: use(['isp-a']) } };
const USE = 'use:web';
const SOLE = { premises: { office: { accesses: { two: undefined } } } };
const OFFICE = 'premises:office';
/** A second router at a, so that the side keeps a gateway. */
const SPARE = { routers: { 'router-a2': router('a') } };
const TWO_ROOMS = { sites: { w: { rooms: { cellar: room() } } } };

export const links: readonly Case[] = [
  ['one link is left', DB, 'link:fibre-north', APP, 'uninterrupted'],
  ['the last link that carries machines', DB, CUT, APP, 'lost'],
  ['links go with their ducts', DB, 'duct:duct-north + duct:duct-south', APP, 'lost'],
  ['links go with their POP', both({ pops: ['pop'] }), 'pop:pop', APP, 'lost'],
  ['links go with their carrier', both({ carrier: 'telco-1' }), 'carrier:telco-1', APP, 'lost'],
  ['a link has two entries', DB, 'entry:a/north + entry:b/south', APP, 'lost'],
  ['an entry takes no link that enters elsewhere', DB, 'entry:a/north + entry:b/north', APP, 'uninterrupted'],
  [
    'between the sides a link is a wire, whatever router it ends on',
    { ...DB, links: { 'fibre-north': { ends: { a: { router: 'router-a' } } }, 'fibre-south': { ends: { a: { router: 'router-a' } } } } },
    'router:router-a',
    APP,
    'uninterrupted',
  ],
  [
    'links to the witness place join nothing',
    { ...DB, links: { 'route-a': { carries: ['witness', 'tenants'] }, 'route-b': { carries: ['witness', 'tenants'] } } },
    CUT,
    APP,
    'lost',
  ],
  [
    'any link that carries machines joins',
    { ...DB, links: { third: link({ a: { entry: 'roof' }, b: { entry: 'roof' } }, ['tenants'], { carrier: 'telco-3' }) } },
    CUT,
    APP,
    'uninterrupted',
  ],
];

export const gateways: readonly Case[] = [
  ['the router of the other side is a gateway while the sides are joined', {}, 'router:router-a', APP, 'uninterrupted'],
  ['no router at its side, and the sides are cut', {}, `router:router-a + ${CUT}`, APP, 'lost'],
  ['no router at all', {}, 'router:router-a + router:router-b', APP, 'lost'],
  ['a machine needs a gateway too', { machines: { m: machine('a') } }, `router:router-a + ${CUT}`, 'machine:m', 'lost'],
  [
    'a machine at the witness place is at no side',
    { machines: { m: machine('w') } },
    `router:router-a + ${CUT}`,
    'machine:m',
    'uninterrupted',
  ],
];

export const accesses: readonly Case[] = [
  ['an access that has failed', ONE, 'access:isp-a', USE, 'lost'],
  ['an access goes with its carrier', ONE, 'carrier:isp-a', USE, 'lost'],
  ['an access goes with its POP', { ...ONE, accesses: { 'isp-a': { pops: ['pop'] } } }, 'pop:pop', USE, 'lost'],
  ['an access goes with its duct', { ...ONE, accesses: { 'isp-a': { ducts: ['duct-north'] } } }, 'duct:duct-north', USE, 'lost'],
  ['an access goes with its entry', ONE, 'entry:a/north', USE, 'lost'],
  ['an access goes with its site', ONE, 'site:a', USE, 'lost'],
  ['an access goes with its router', { ...ONE, ...SPARE }, 'router:router-a', USE, 'lost'],
  ['a router goes with its room', ONE, 'room:a/room', USE, 'lost'],
  ['premises with two accesses', {}, 'premises-access:office/one', OFFICE, 'uninterrupted'],
  ['premises with one access', SOLE, 'premises-access:office/one', OFFICE, 'lost'],
  ['accesses of premises go with their carrier', {}, 'carrier:town', OFFICE, 'lost'],
  ['accesses of premises go with their duct', {}, 'premises-access:office/one + duct:duct-office', OFFICE, 'lost'],
  [
    'an access of premises goes with its POP',
    { premises: { office: { accesses: { one: { pops: ['pop'] }, two: undefined } } } },
    'pop:pop',
    OFFICE,
    'lost',
  ],
  ['premises go with the site where they land', SOLE, 'site:a', OFFICE, 'lost'],
  ['premises need a router where they land', SOLE, 'router:router-a', OFFICE, 'lost'],
  ['premises need any router where they land', { ...SOLE, ...SPARE }, 'router:router-a', OFFICE, 'uninterrupted'],
  [
    'two accesses that share a duct are one',
    {
      premises: {
        hall: premises('t', {
          one: landing('a', 'isp-a', { ducts: ['duct-office'] }),
          two: landing('b', 'isp-b', { ducts: ['duct-office'] }),
        }),
      },
    },
    'duct:duct-office',
    'premises:hall',
    'lost',
  ],
];

/** Site b is lost, and a serves only if it reaches the witness. */
export const witness: readonly Case[] = [
  ['the survivor reaches the witness', {}, 'site:b', APP, 'uninterrupted'],
  ['the witness has failed', {}, 'site:b + witness', APP, 'stopped'],
  ['the witness goes with its site', {}, 'site:b + site:w', APP, 'stopped'],
  ['the witness goes with all rooms of its site', {}, 'site:b + room:w/room', APP, 'stopped'],
  ['the witness stays with one room of its site', TWO_ROOMS, 'site:b + room:w/room', APP, 'uninterrupted'],
  ['the witness goes with all feeds of its site', {}, 'site:b + feed:w/f1 + feed:w/f2', APP, 'stopped'],
  ['the witness stays with one feed of its site', {}, 'site:b + feed:w/f1', APP, 'uninterrupted'],
  ['a route that is cut', {}, 'site:b + link:route-a', APP, 'stopped'],
  ['the route of the other side is no help', {}, 'site:b + carrier:line-a', APP, 'stopped'],
  ['a route needs the router named at the side’s end', SPARE, 'site:b + router:router-a', APP, 'stopped'],
  [
    'a route without router needs none',
    { ...SPARE, links: { 'route-a': { ends: { a: { router: undefined } } } } },
    'site:b + router:router-a',
    APP,
    'uninterrupted',
  ],
  [
    'the router at the other end of a route is not asked',
    { routers: { 'router-w': router('w') }, links: { 'route-a': { ends: { w: { router: 'router-w' } } } } },
    'site:b + router:router-w',
    APP,
    'uninterrupted',
  ],
  ['only declared routes count', { storage: { witness: { routes: ['route-b'] } } }, 'site:b', APP, 'stopped'],
];

export const data: readonly Case[] = [
  ['a pool that has failed', SINGLE, 'pool:store-a/ssd', APP, 'restorable'],
  ['a pool goes with its server', SINGLE, 'storage-server:store-a', APP, 'restorable'],
  ['a volume takes data on both sides', {}, 'volume:vol-a', APP, 'restorable'],
  ['a volume takes no other’s data', {}, 'volume:vol-b', APP, 'uninterrupted'],
];
