/** The equipment of a datacenter site: routers, clusters, repositories and storage servers, each a section of cards. */
import { hostsOf } from '../../config/views';
import { inOrder, type Model } from '../../config/model/model';
import { cardBlock, heading, type Card } from './cards';
import { type Block, PADDING, type Side, SITE_WIDTH, stack } from './frame';
import { box } from './svg';
import { duration, plural, REPOSITORY_MEDIA, size, TIERS } from './words';

const INNER = SITE_WIDTH - 2 * PADDING;
const CARD_GAP = 6;
const HEADING_GAP = 4;

export interface Section extends Block {
  /** Middle of each card, below the top of the section. */
  readonly middles: ReadonlyMap<string, number>;
}

function section(side: Side, words: string, cards: readonly (readonly [string, Card])[]): Section {
  const x = side.x + PADDING;
  const blocks = cards.map(([, card]) => cardBlock(card, x, INNER));
  const middles = new Map<string, number>();
  const head = heading(x, words);
  let top = head.height + HEADING_GAP;
  cards.forEach(([key], index) => {
    const height = blocks[index]?.height ?? 0;
    middles.set(key, top + height / 2);
    top += height + CARD_GAP;
  });
  return { ...stack([head, stack(blocks, CARD_GAP)], HEADING_GAP), middles };
}

const at = <T extends { readonly site: string }>(side: Side, all: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  inOrder(all).filter(([, { site }]) => site === side.key);

export const routersOf = (model: Model, side: Side): readonly string[] => at(side, model.routers).map(([key]) => key);

export const routers = (model: Model, side: Side): Section =>
  section(
    side,
    'Routeurs de bordure',
    at(side, model.routers).map(([key, { title, room }]) => [key, { title, details: [side.site.rooms[room]?.title ?? room] }]),
  );

const MOST_SQUARES = 12;
/** A square per host, as far as they have room. */
const squares = (count: number): NonNullable<Card['mark']> => ({
  width: Math.min(count, MOST_SQUARES) * 13 + 6,
  draw: (right, middle) =>
    Array.from({ length: Math.min(count, MOST_SQUARES) }, (_, index) =>
      box(right - 10 - index * 13, middle - 5, 10, 10, { fill: '#9aa5b1', stroke: '#7b8794', radius: 2 }),
    ).join(''),
});

export const clusters = (model: Model, side: Side): Section =>
  section(
    side,
    'Hôtes par grappe',
    inOrder(model.clusters).map(([key, { title }]) => {
      const hosts = hostsOf(model, key).filter(([, { site }]) => site === side.key);
      const sum = (measure: 'cores' | 'memory'): number =>
        hosts.reduce((total, [, host]) => total + (model.hardware[host.hardware]?.[measure] ?? 0), 0);
      const details = hosts.length === 0 ? [] : [plural(sum('cores'), 'cœur'), `${size(sum('memory'))} de mémoire`];
      return [key, { title, details: [[plural(hosts.length, 'hôte'), ...details].join(' · ')], mark: squares(hosts.length) }];
    }),
  );

export const repositories = (model: Model, side: Side): Section =>
  section(
    side,
    'Dépôts de sauvegarde',
    at(side, model.repositories).map(([key, { title, medium, capacity, immutability, offline }]) => {
      const details = [REPOSITORY_MEDIA[medium], size(capacity)];
      if (immutability !== undefined) details.push(`immuable ${duration(immutability.duration)}`);
      if (offline !== undefined) details.push(`hors ligne : ${model.sites[offline.cabinet]?.title ?? offline.cabinet}`);
      return [key, { title, details: [details.join(' · ')] }];
    }),
  );

export function storage(model: Model, side: Side, order: readonly string[]): Section {
  const cards = order.flatMap((key): readonly (readonly [string, Card])[] => {
    const server = model['storage-servers'][key];
    if (server === undefined) return [];
    const pools = inOrder(server.pools).map(([, pool]) => `${TIERS[pool.tier]} ${size(pool.capacity)}`);
    const volumes = inOrder(model.volumes).filter(([, volume]) => key in volume.pools);
    const mirrored = volumes.filter(([, volume]) => volume.mirrored).length;
    const single = mirrored === volumes.length ? [] : [`${String(volumes.length - mirrored)} sans miroir`];
    return [
      [
        key,
        {
          title: server.title,
          details: [pools.join(' · '), [plural(mirrored, 'volume en miroir', 'volumes en miroir'), ...single].join(' · ')],
        },
      ],
    ];
  });
  return section(side, 'Serveurs de stockage', cards);
}
