/** The accesses to the Internet above the site where they arrive, each with a line to its router. */
import { inOrder, type Model } from '../../config/model/model';
import { accessBlock } from './access';
import { type Block, LANES, MIDDLE, PADDING, type Side } from './frame';
import { routersOf } from './site';
import { arrowHead, box, INTERNET, line, MUTED, text } from './svg';

const GAP = 8;

interface Arrival {
  readonly router: string;
  readonly card: Block;
}

/** Those of the last router first: their lines then nest and never cross. */
function arrivalsAt(model: Model, side: Side): readonly Arrival[] {
  const routers = routersOf(model, side);
  return inOrder(model.accesses)
    .filter(([, { site }]) => site === side.key)
    .sort(([, one], [, other]) => routers.indexOf(other.router) - routers.indexOf(one.router))
    .map(([key, access]) => ({ router: access.router, card: accessBlock(model, key, access, side.x) }));
}

const heightOf = (arrivals: readonly Arrival[]): number => arrivals.reduce((sum, { card }) => sum + card.height + GAP, -GAP);

/** Nothing where no access is declared; else at least what the words in the middle need. */
export const internetHeight = (model: Model, sides: readonly Side[]): number => {
  const tallest = Math.max(0, ...sides.map((side) => heightOf(arrivalsAt(model, side))));
  return tallest === 0 ? 0 : Math.max(tallest, 124);
};

/** `top` is where the zone begins; `routerAt` gives the height of a router’s middle. */
export function drawInternet(
  model: Model,
  sides: readonly Side[],
  top: number,
  routerAt: (side: Side, router: string) => number | undefined,
): string {
  const height = internetHeight(model, sides);
  if (height === 0) return '';
  const middle = top + height / 2;
  const parts: string[] = [];
  for (const side of sides) {
    const arrivals = arrivalsAt(model, side);
    const bus = side.inner - side.outwards * 22;
    let y = top + (height - heightOf(arrivals)) / 2;
    for (const { card, router } of arrivals) {
      const at = y + card.height / 2;
      parts.push(line([MIDDLE.centre, middle, bus, middle, bus, at, side.inner, at], { stroke: INTERNET }), card.draw(y));
      const target = routerAt(side, router);
      if (target !== undefined) parts.push(lineToRouter(side, at, target, laneOf(model, side, router)));
      y += card.height + GAP;
    }
  }
  return [
    ...parts,
    box(MIDDLE.centre - 70, middle - 17, 140, 34, { stroke: INTERNET, fill: '#e6f2f4', radius: 17 }),
    text(MIDDLE.centre, middle + 5, 'Accès Internet', { size: 14, bold: true, fill: INTERNET, anchor: 'middle' }),
    text(MIDDLE.centre, middle + 38, '1er, 2e, 3e : l’ordre dans lequel', { fill: MUTED, anchor: 'middle' }),
    text(MIDDLE.centre, middle + 54, 'un usage prend les accès', { fill: MUTED, anchor: 'middle' }),
  ].join('');
}

/** Accesses of one router share a line outside the site. */
function laneOf(model: Model, side: Side, router: string): number {
  const routers = routersOf(model, side);
  return side.outer + (side.outwards * (LANES - 4) * (routers.indexOf(router) + 1)) / routers.length;
}

function lineToRouter(side: Side, from: number, to: number, lane: number): string {
  const tip = side.outer - side.outwards * PADDING;
  const path = [side.outer, from, lane, from, lane, to, tip + side.outwards * 6, to];
  return line(path, { stroke: INTERNET }) + arrowHead(tip, to, side.outwards === 1 ? -1 : 1, INTERNET);
}
