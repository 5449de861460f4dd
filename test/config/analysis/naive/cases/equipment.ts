/** Section 2, rooms and feeds: seen on a physical machine at a, which is lost while it is down. */
import { cooling, machine, room } from '../entities';
import type { Case } from './case';

const M = { machines: { m: machine('a') } };
const F1 = { machines: { m: machine('a', { feeds: ['f1'] }) } };
const f1 = (more: { ups?: number; generator?: boolean; substation?: string }) => ({ ...F1, sites: { a: { feeds: { f1: more } } } });
const cooled = (units: Readonly<Record<string, ReturnType<typeof cooling>>>) => ({
  ...M,
  sites: { a: { rooms: { other: room() }, cooling: units } },
});
const flood = (level: 'above' | 'below') => ({
  ...M,
  'flood-zones': { river: { title: 'Test' }, lake: { title: 'Test' } },
  sites: { a: { floodZone: 'river', rooms: { room: room(level) } } },
});
const ROW = 'machine:m';

export const equipment: readonly Case[] = [
  ['equipment that has failed itself', M, 'machine:m', ROW, 'lost'],
  ['a site takes its rooms', M, 'site:a', ROW, 'lost'],
  ['the other site takes nothing here', M, 'site:b', ROW, 'uninterrupted'],
  ['a room takes what stands in it', M, 'room:a/room', ROW, 'lost'],
  ['one feed of two', M, 'feed:a/f1', ROW, 'uninterrupted'],
  ['all feeds it hangs on', M, 'feed:a/f1 + feed:a/f2', ROW, 'lost'],
  ['its only feed', F1, 'feed:a/f1', ROW, 'lost'],
  ['a feed that it does not hang on', F1, 'feed:a/f2', ROW, 'uninterrupted'],
  ['the mains of its only feed', F1, 'mains:a-1', ROW, 'lost'],
  ['the mains behind a generator', f1({ generator: true }), 'mains:a-1', ROW, 'uninterrupted'],
  ['another substation', F1, 'mains:a-2', ROW, 'uninterrupted'],
  ['both feeds on one substation', { ...M, sites: { a: { feeds: { f2: { substation: 'a-1' } } } } }, 'mains:a-1', ROW, 'lost'],
  ['a short outage with a UPS', F1, 'mains-short:a-1', ROW, 'uninterrupted'],
  ['a short outage without UPS', f1({ ups: 0 }), 'mains-short:a-1', ROW, 'lost'],
  ['a short outage without UPS, with a generator: it comes too late', f1({ ups: 0, generator: true }), 'mains-short:a-1', ROW, 'lost'],
  ['the mains behind a generator that starts later than the UPS lasts', f1({ ups: 60, generator: true }), 'mains:a-1', ROW, 'lost'],
  ['the mains behind a generator that starts when the UPS ends', f1({ ups: 120, generator: true }), 'mains:a-1', ROW, 'uninterrupted'],
  ['the only cooling unit', cooled({ c1: cooling('f1') }), 'cooling:a/c1', ROW, 'lost'],
  ['one cooling unit of two', cooled({ c1: cooling('f1'), c2: cooling('f2') }), 'cooling:a/c1', ROW, 'uninterrupted'],
  ['two cooling units on one feed', cooled({ c1: cooling('f1'), c2: cooling('f1') }), 'feed:a/f1', ROW, 'lost'],
  ['two cooling units on two feeds', cooled({ c1: cooling('f1'), c2: cooling('f2') }), 'feed:a/f1', ROW, 'uninterrupted'],
  ['a unit that cools another room is no help', cooled({ c1: cooling('f1'), c2: cooling('f1', ['other']) }), 'cooling:a/c1', ROW, 'lost'],
  ['a room without cooling units never gets too hot', cooled({ c2: cooling('f1', ['other']) }), 'cooling:a/c2', ROW, 'uninterrupted'],
  ['a room below the flood', flood('below'), 'flood:river', ROW, 'lost'],
  ['a room above the flood', flood('above'), 'flood:river', ROW, 'uninterrupted'],
  ['the flood of another zone', flood('below'), 'flood:lake', ROW, 'uninterrupted'],
];
