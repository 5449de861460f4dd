/** The mirrors between the sites: a double arrow for each pair of storage servers that hold the copies of the same volumes. */
import { inOrder, type Model } from '../../config/model/model';
import { MIDDLE, PADDING, type Side } from './frame';
import { CLASS_COLOURS } from './links';
import type { Section } from './site';
import { arrowHead, line, MUTED, text } from './svg';
import { plural } from './words';

export interface Pair {
  readonly left: string;
  readonly right: string;
  readonly volumes: number;
  /** How many of them are preferred at the left. */
  readonly preferredLeft: number;
}

/** Least distance between two arrows: each has a line of text on both sides. */
const SLOT = 44;

export function pairsOf(model: Model, [a, b]: readonly Side[]): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [, volume] of inOrder(model.volumes)) {
    const keys = Object.keys(volume.pools).sort();
    const left = keys.find((key) => model['storage-servers'][key]?.site === a?.key);
    const right = keys.find((key) => model['storage-servers'][key]?.site === b?.key);
    if (!volume.mirrored || left === undefined || right === undefined) continue;
    const known = pairs.get(`${left}/${right}`) ?? { left, right, volumes: 0, preferredLeft: 0 };
    const preferredLeft = known.preferredLeft + (volume.preferred === a?.key ? 1 : 0);
    pairs.set(`${left}/${right}`, { left, right, volumes: known.volumes + 1, preferredLeft });
  }
  return inOrder(Object.fromEntries(pairs)).map(([, pair]) => pair);
}

/** Servers of a site in the order in which they are drawn: partners side by side as far as that goes. */
export function serverOrder(model: Model, side: Side, partners: readonly string[]): readonly string[] {
  const here = inOrder(model['storage-servers']).flatMap(([key, { site }]) => (site === side.key ? [key] : []));
  return [...new Set([...partners.filter((key) => here.includes(key)), ...here])];
}

export const mirrorsHeight = (pairs: readonly Pair[]): number => 28 + pairs.length * SLOT;

export function drawMirrors(pairs: readonly Pair[], left: Section, right: Section, top: number): string {
  const from = MIDDLE.left - PADDING;
  const to = MIDDLE.right + PADDING;
  let lowest = top + 20 - SLOT / 2;
  return pairs
    .map((pair) => {
      const start = top + (left.middles.get(pair.left) ?? 0);
      const end = top + (right.middles.get(pair.right) ?? 0);
      const y = Math.max((start + end) / 2, lowest + SLOT);
      lowest = y;
      const stroke = CLASS_COLOURS.storage;
      const path = [from + 7, start, from + 20, start, from + 34, y, to - 34, y, to - 20, end, to - 7, end];
      const sides = `servis : ${String(pair.preferredLeft)} en A, ${String(pair.volumes - pair.preferredLeft)} en B`;
      return [
        line(path, { stroke, width: 2.5 }),
        arrowHead(from, start, -1, stroke),
        arrowHead(to, end, 1, stroke),
        text(MIDDLE.centre, y - 7, plural(pair.volumes, 'volume en miroir', 'volumes en miroir'), {
          bold: true,
          fill: stroke,
          anchor: 'middle',
        }),
        text(MIDDLE.centre, y + 16, sides, { fill: MUTED, anchor: 'middle' }),
      ].join('');
    })
    .join('');
}
