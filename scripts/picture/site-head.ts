/** The head of a datacenter site: its letter and title, its rooms and its power feeds. */
import { inOrder } from '../../config/model/model';
import { type Block, PADDING, type Side, SITE_WIDTH } from './frame';
import { badge, box, MUTED, paragraph, text, WHITE } from './svg';
import { wrap } from './text-width';
import { duration } from './words';

const INNER = SITE_WIDTH - 2 * PADDING;

export function head(side: Side): Block {
  const { site, x, colour } = side;
  const feeds = inOrder(site.feeds).map(([, feed]) =>
    [feed.title, ` (onduleur ${duration(feed.ups)}`, feed.generator ? ', groupe électrogène)' : ')'].join(''),
  );
  const rooms = inOrder(site.rooms).map(([, room]) => room.title);
  const paragraphs = [
    `${rooms.length < 2 ? 'Salle' : 'Salles'} : ${rooms.join(', ')}`,
    `${feeds.length < 2 ? 'Alimentation' : 'Alimentations'} : ${feeds.join(', ')}`,
  ].map((words) => ({ words, lines: wrap(words, INNER, 12, 3) }));
  return {
    height: 44 + paragraphs.reduce((sum, { lines }) => sum + lines.length * 16, 0),
    draw: (top) => {
      let y = top + 52;
      const below = paragraphs.map(({ words, lines }) => {
        const drawn = paragraph(x + PADDING, y, words, lines, 16, { fill: MUTED });
        y += lines.length * 16;
        return drawn;
      });
      return [
        box(x, top, SITE_WIDTH, 34, { fill: colour, stroke: colour, radius: 6 }),
        badge(x + PADDING + 9, top + 17, side.letter, WHITE, colour),
        text(x + PADDING + 26, top + 22.5, site.title, { size: 16, bold: true, fill: WHITE, room: INNER - 26 }),
        ...below,
      ].join('');
    },
  };
}
