/** An access to the Internet: where it comes from, and which uses take it first, second and so on. */
import type { Access } from '../../config/model/access';
import { inOrder, type Model } from '../../config/model/model';
import { type Block, SITE_WIDTH } from './frame';
import { box, INTERNET, MUTED, paragraph, text } from './svg';
import { wrap } from './text-width';
import { rank, rate, TECHNOLOGIES } from './words';

const RANK_WIDTH = 34;
const LINE = 16;
const INSET = 10;
const ROOM = SITE_WIDTH - 2 * INSET;
const TITLE = { size: 13, bold: true } as const;

/** Titles of the uses that take the access, by the place that it has in their order. */
function byPlace(model: Model, access: string): readonly (readonly [place: number, uses: string])[] {
  const places = new Map<number, string[]>();
  for (const [, use] of inOrder(model.uses)) {
    const place = use.accesses.indexOf(access) + 1;
    if (place > 0) places.set(place, [...(places.get(place) ?? []), use.title]);
  }
  return [...places].sort(([a], [b]) => a - b).map(([place, uses]) => [place, uses.join(', ')]);
}

export function accessBlock(model: Model, key: string, access: Access, x: number): Block {
  const title = wrap(access.title, ROOM, TITLE.size, 2, TITLE.bold);
  const facts = [model.suppliers[access.carrier]?.title ?? access.carrier, TECHNOLOGIES[access.technology], rate(access.capacity)];
  const uses = byPlace(model, key).map(([place, words]) => ({ place, words, lines: wrap(words, ROOM - RANK_WIDTH, 12, 3) }));
  const factsAt = 2 + (title.length + 1) * 17;
  const height = factsAt + 14 + uses.reduce((sum, { lines }) => sum + lines.length * LINE, 0);
  return {
    height,
    draw: (top) => {
      let y = top + factsAt + 18;
      const ranks = uses.map(({ place, words, lines }) => {
        const drawn =
          text(x + INSET, y, rank(place), { bold: true, fill: INTERNET }) + paragraph(x + INSET + RANK_WIDTH, y, words, lines, LINE);
        y += lines.length * LINE;
        return drawn;
      });
      return [
        box(x, top, SITE_WIDTH, height, { stroke: INTERNET }),
        paragraph(x + INSET, top + 19, access.title, title, 17, TITLE),
        text(x + INSET, top + factsAt, facts.join(' · '), { fill: MUTED, room: ROOM }),
        ...ranks,
      ].join('');
    },
  };
}
