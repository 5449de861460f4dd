/** The third places in the middle below the sites: the witness, and the links by which each side reaches it. */
import { inOrder, type Model } from '../../config/model/model';
import type { Link } from '../../config/model/link';
import { cardBlock, type Card } from './cards';
import { MIDDLE, type Side } from './frame';
import { CLASS_COLOURS, linkFacts } from './links';
import { dot, line, MUTED, text } from './svg';

const WIDTH = 304;
const ROUTE = 46;
const GAP = 12;
const LANE = 10;
const OTHER = '#7b8794';

interface Place {
  readonly card: Card;
  readonly witness: boolean;
  readonly routes: readonly (readonly Link[])[];
  readonly height: number;
}

const titlesAt = (
  key: string,
  ...collections: readonly Readonly<Record<string, { readonly site: string; readonly title: string }>>[]
): readonly string[] => collections.flatMap((all) => inOrder(all).flatMap(([, { site, title }]) => (site === key ? [title] : [])));

function placesOf(model: Model, sides: readonly Side[]): readonly Place[] {
  return inOrder(model.sites)
    .filter(([key]) => !sides.some((side) => side.key === key))
    .map(([key, site]) => {
      const witness = model.storage.witness?.site === key;
      const kept = inOrder(model.repositories).flatMap(([, { title, offline }]) => (offline?.cabinet === key ? [title] : []));
      const equipment = titlesAt(key, model.routers, model.accesses, model.repositories, model['storage-servers'], model.hosts);
      const apart = inOrder(model.links).flatMap(([, { ends, title }]) =>
        key in ends && !sides.some((side) => side.key in ends) ? [title] : [],
      );
      const details = [
        `${witness ? 'Témoin' : 'Autre lieu'} · ${inOrder(site.rooms)
          .map(([, room]) => room.title)
          .join(', ')}`,
        ...(witness ? ['arbitre les miroirs entre les sites A et B'] : []),
        ...(kept.length > 0 ? [`garde hors ligne : ${kept.join(', ')}`] : []),
        ...(equipment.length > 0 ? [`équipements : ${equipment.join(', ')}`] : []),
        ...(apart.length > 0 ? [`autres liens : ${apart.join(', ')}`] : []),
      ];
      const routes = sides.map((side) =>
        inOrder(model.links).flatMap(([, link]) => (key in link.ends && side.key in link.ends ? [link] : [])),
      );
      const card = { title: site.title, details };
      const longest = Math.max(0, ...routes.map((links) => links.length));
      return { card, witness, routes, height: Math.max(cardBlock(card, 0, WIDTH).height, longest * ROUTE) };
    });
}

export const witnessHeight = (model: Model, sides: readonly Side[]): number =>
  placesOf(model, sides).reduce((sum, { height }) => sum + height + GAP, 0);

/** The lines leave the sites at `bottom`; the places stand below `top`. */
export function drawWitness(model: Model, sides: readonly Side[], bottom: number, top: number): string {
  const parts: string[] = [];
  const places = placesOf(model, sides);
  const totals = sides.map((_, index) => places.reduce((sum, { routes }) => sum + (routes[index]?.length ?? 0), 0));
  const drawn = sides.map(() => 0);
  let y = top;
  for (const place of places) {
    const block = cardBlock(place.card, MIDDLE.centre - WIDTH / 2, WIDTH, { stroke: place.witness ? CLASS_COLOURS.witness : OTHER });
    const blockTop = y + (place.height - block.height) / 2;
    sides.forEach((side, index) => {
      const links = place.routes[index] ?? [];
      links.forEach((link, position) => {
        const at = y + place.height / 2 + (position - (links.length - 1) / 2) * ROUTE;
        const total = totals[index] ?? 0;
        const before = drawn[index] ?? 0;
        drawn[index] = before + 1;
        // Lines that end lower leave farther outside, so that none crosses the words of another.
        const leave = (lane: number): number => side.outer - side.outwards * (8 + Math.min(LANE, 80 / total) * lane);
        const start = leave(total - before);
        const edge = MIDDLE.centre + (side.outwards * WIDTH) / 2;
        const middle = (edge + leave(total)) / 2;
        const room = Math.abs(edge - leave(total)) - 24;
        const stroke = link.carries.includes('witness') ? CLASS_COLOURS.witness : OTHER;
        parts.push(
          line([start, bottom, start, at, edge, at], { stroke, width: 2, dashed: true }),
          dot(start, bottom, stroke),
          dot(edge, at, stroke),
          text(middle, at - 7, link.title, { size: 13, bold: true, anchor: 'middle', room }),
          text(middle, at + 17, linkFacts(link), { fill: MUTED, anchor: 'middle', room }),
        );
      });
    });
    parts.push(block.draw(blockTop));
    y += place.height + GAP;
  }
  return parts.join('');
}
