/** How wide a text gets, estimated for the widest of the usual sans-serif fonts: what is drawn with another one is narrower. */

/** Widths in hundredths of the size, regular and bold, and the characters that have them. */
const WIDTHS: readonly (readonly [regular: number, bold: number, characters: string])[] = [
  [28, 35, 'ijl'],
  [30, 38, "IJ'/:;\\|"],
  [32, 38, ' \u00a0,.’·'],
  [36, 44, 'f-'],
  [41, 50, '()[]t!r'],
  [52, 60, '"*_`–s“”'],
  [55, 60, '?zcç'],
  [59, 67, 'kLvxyF'],
  [62, 69, 'TYaoeE«»'],
  [64, 73, 'SbdghnpquP$0123456789{}'],
  [70, 78, 'KAVBRXZC'],
  [76, 84, 'UHNDG'],
  [80, 87, '&OQ'],
  [84, 92, 'w#+<=>^~→↔×'],
  [87, 100, 'M'],
  [97, 104, 'm%'],
  [100, 110, 'W@…—œ'],
];
/** What is not known is as wide as the widest letters: better cut too early than drawn across a border. */
const UNKNOWN: Width = [108, 118];
type Width = readonly [regular: number, bold: number];
const KNOWN = new Map<string, Width>(
  WIDTHS.flatMap(([regular, bold, characters]) => Array.from(characters, (character): [string, Width] => [character, [regular, bold]])),
);

function widthOfCharacter(character: string, bold: boolean): number {
  if (/^\p{M}$/u.test(character)) return 0;
  const [regular, heavy] = KNOWN.get(character) ?? KNOWN.get(character.normalize('NFD').charAt(0)) ?? UNKNOWN;
  return bold ? heavy : regular;
}

export function widthOf(text: string, size: number, bold = false): number {
  let hundredths = 0;
  for (const character of text) hundredths += widthOfCharacter(character, bold);
  return (hundredths * size) / 100;
}

/** The text, or as much of its beginning as fits together with an ellipsis. */
export function truncate(text: string, room: number, size: number, bold = false): string {
  if (widthOf(text, size, bold) <= room) return text;
  let begin = '';
  let width = widthOf('…', size, bold);
  for (const character of text) {
    width += widthOf(character, size, bold);
    if (width > room) break;
    begin += character;
  }
  return `${begin.trimEnd()}…`;
}

/** Lines that fit, broken at spaces; what is left after the last of them is cut. */
export function wrap(text: string, room: number, size: number, most: number, bold = false): readonly string[] {
  const words = text.split(' ');
  const lines: string[] = [];
  while (words.length > 0 && lines.length < most - 1) {
    let line = words.shift() ?? '';
    while (words.length > 0 && widthOf(`${line} ${words[0] ?? ''}`, size, bold) <= room) line += ` ${words.shift() ?? ''}`;
    lines.push(truncate(line, room, size, bold));
  }
  return words.length === 0 ? lines : [...lines, truncate(words.join(' '), room, size, bold)];
}
