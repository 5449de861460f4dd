/** Where things stand: two columns for the sites, the middle between them for what joins them. */
import { datacenterSites } from '../../config/views';
import type { Model } from '../../config/model/model';
import type { Site } from '../../config/model/site';

export const WIDTH = 1200;
export const MARGIN = 20;
export const SITE_WIDTH = 384;
/** Room outside a site for the lines from the Internet to its routers. */
export const LANES = 28;
export const PADDING = 12;
const LEFT = MARGIN + LANES;
const RIGHT = WIDTH - LEFT - SITE_WIDTH;

/** The middle: from the right edge of site A to the left edge of site B. */
export const MIDDLE = { left: LEFT + SITE_WIDTH, right: RIGHT, width: RIGHT - LEFT - SITE_WIDTH, centre: WIDTH / 2 } as const;

export interface Side {
  readonly key: string;
  readonly site: Site;
  readonly letter: string;
  readonly x: number;
  /** Edge towards the outside, and the direction that leads there. */
  readonly outer: number;
  readonly inner: number;
  readonly outwards: 1 | -1;
  readonly colour: string;
}

/** The sites left and right; an estate with errors may have fewer, and those after the second have no place. */
export function sidesOf(model: Model): readonly Side[] {
  const places = [
    { letter: 'A', x: LEFT, outer: LEFT, inner: LEFT + SITE_WIDTH, outwards: -1, colour: '#334e68' },
    { letter: 'B', x: RIGHT, outer: RIGHT + SITE_WIDTH, inner: RIGHT, outwards: 1, colour: '#6b3f58' },
  ] as const;
  return datacenterSites(model).flatMap((key, index) => {
    const site = model.sites[key];
    const place = places[index];
    return site === undefined || place === undefined ? [] : [{ key, site, ...place }];
  });
}

/** Something that knows its height and draws itself below a given line. */
export interface Block {
  readonly height: number;
  readonly draw: (top: number) => string;
}

/** Blocks below each other. */
export function stack(blocks: readonly Block[], gap: number): Block {
  const height = blocks.reduce((sum, block) => sum + block.height, 0) + Math.max(0, blocks.length - 1) * gap;
  return {
    height,
    draw: (top) => {
      let y = top;
      return blocks
        .map((block) => {
          const drawn = block.draw(y);
          y += block.height + gap;
          return drawn;
        })
        .join('');
    },
  };
}
