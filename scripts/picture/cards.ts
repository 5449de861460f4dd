/** A card: a title in bold and lines of detail, the shape of all equipment in the picture. */
import type { Block } from './frame';
import { box, MUTED, SMALL, text, type BoxStyle } from './svg';

const TITLE = 13;
const LINE = 17;
const INSET = 10;

export interface Card {
  readonly title: string;
  readonly details: readonly string[];
  /** Drawn at the right of the title, within this width. */
  readonly mark?: { readonly width: number; readonly draw: (right: number, middle: number) => string };
}

export const cardHeight = (card: Card): number => 28 + card.details.length * LINE;

export function cardBlock(card: Card, x: number, width: number, style: BoxStyle = {}): Block {
  const room = width - 2 * INSET;
  return {
    height: cardHeight(card),
    draw: (top) =>
      [
        box(x, top, width, cardHeight(card), style),
        text(x + INSET, top + 19, card.title, { size: TITLE, bold: true, room: room - (card.mark?.width ?? 0) }),
        ...card.details.map((detail, index) => text(x + INSET, top + 19 + LINE * (index + 1), detail, { size: SMALL, fill: MUTED, room })),
        card.mark?.draw(x + width - INSET, top + 14.5) ?? '',
      ].join(''),
  };
}

/** Words above the cards of a section. */
export const heading = (x: number, words: string): Block => ({
  height: 16,
  draw: (top) => text(x, top + 12, words, { bold: true, fill: MUTED }),
});
