/** Sites, their rooms and feeds, and what stands in them without a kind of its own. */
import type { Site } from '../../../../../config/model/site';
import { title } from './common';

type Feed = Site['feeds'][string];

export const feed = (substation: string, more: Partial<Feed> = {}): Feed => ({ title, substation, ups: 600, generator: false, ...more });
export const cooling = (feedKey: string, rooms: readonly string[] = ['room']) => ({ title, feed: feedKey, rooms });
export const room = (floodLevel: 'above' | 'below' = 'above') => ({ title, floodLevel });

/** A site `a` with one room, two feeds on the substations `a-1` and `a-2`, and the entries north, south, roof and east. */
export const site = (key: string, more: Partial<Site> = {}): Site => ({
  title,
  role: 'datacenter',
  rooms: { room: room() },
  feeds: { f1: feed(`${key}-1`), f2: feed(`${key}-2`) },
  cooling: {},
  entries: { north: { title }, south: { title }, roof: { title }, east: { title } },
  pue: 1.5,
  energyPrice: 0.2,
  carbon: 52,
  ...more,
});
