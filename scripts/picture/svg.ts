/** SVG as text: few shapes, one font, and a number never has more than one decimal. */
import { truncate, widthOf } from './text-width';

export const INK = '#1f2933';
export const MUTED = '#52606d';
export const BORDER = '#bcc5ce';
export const PANEL = '#f4f6f8';
export const WHITE = '#ffffff';
export const INTERNET = '#0b6e80';
export const SMALL = 12;

const FONT = "Arial, Helvetica, 'DejaVu Sans', sans-serif";

/** Also drops what XML cannot hold. */
export const escape = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const number = (value: number): string => String(Number(value.toFixed(1)));

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Width that it must not leave; a longer text is cut and shown whole when pointed at. */
  readonly room?: number;
}

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = SMALL, bold = false, fill = INK, anchor = 'start', room } = style;
  const shown = room === undefined ? content : truncate(content, room, size, bold);
  const attributes = [
    `x="${number(x)}" y="${number(y)}" font-size="${number(size)}"`,
    bold ? ' font-weight="bold"' : '',
    ` fill="${fill}"`,
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
  ].join('');
  const whole = shown === content ? '' : `<title>${escape(content)}</title>`;
  return `<text ${attributes}>${whole}${escape(shown)}</text>\n`;
}

/** Lines below each other that are one text: it is there as a whole too, for who points at it or searches for it. */
export const paragraph = (x: number, y: number, whole: string, lines: readonly string[], step: number, style: TextStyle = {}): string =>
  `<g>${lines.join('') === whole ? '' : `<title>${escape(whole)}</title>`}\n` +
  `${lines.map((words, index) => text(x, y + index * step, words, style)).join('')}</g>\n`;

export interface BoxStyle {
  readonly fill?: string;
  readonly stroke?: string;
  readonly radius?: number;
}

export function box(x: number, y: number, width: number, height: number, style: BoxStyle = {}): string {
  const { fill = WHITE, stroke = BORDER, radius = 4 } = style;
  const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
  return `<rect ${place} rx="${number(radius)}" fill="${fill}" stroke="${stroke}"/>\n`;
}

export interface LineStyle {
  readonly stroke: string;
  readonly width?: number;
  readonly dashed?: boolean;
}

/** Through points, given as x, y, x, y and so on. */
export function line(points: readonly number[], { stroke, width = 1.5, dashed = false }: LineStyle): string {
  const path = points.map((value, index) => `${index === 0 ? 'M' : index % 2 === 0 ? 'L' : ' '}${number(value)}`).join('');
  const dashes = dashed ? ' stroke-dasharray="6 4"' : '';
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${number(width)}"${dashes} stroke-linejoin="round"/>\n`;
}

/** The head of an arrow that points right (1) or left (-1), its tip at the point. */
export const arrowHead = (x: number, y: number, direction: 1 | -1, fill: string): string =>
  `<path d="M${number(x)} ${number(y)}l${number(-8 * direction)} -4.5v9z" fill="${fill}"/>\n`;

export const dot = (x: number, y: number, fill: string): string => `<circle cx="${number(x)}" cy="${number(y)}" r="3.5" fill="${fill}"/>\n`;

const BADGE = 9;
/** A letter in a disc, as sites are named where their titles have no room. */
export const badge = (x: number, y: number, letter: string, fill: string, ink = WHITE): string =>
  `<circle cx="${number(x)}" cy="${number(y)}" r="${number(BADGE)}" fill="${fill}"/>\n` +
  text(x, y + 4.2, letter, { bold: true, fill: ink, anchor: 'middle' });

const CHIP_PADDING = 8;
export const chipWidth = (label: string): number => Math.ceil(widthOf(label, SMALL)) + 2 * CHIP_PADDING;

/** A word with a border of its colour; `y` is its top, it is 20 high. */
export const chip = (x: number, y: number, label: string, colour: string): string =>
  box(x, y, chipWidth(label), 20, { stroke: colour, radius: 10 }) +
  text(x + chipWidth(label) / 2, y + 14.2, label, { fill: colour, anchor: 'middle' });

export const document = (width: number, height: number, title: string, description: string, body: string): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}"`,
    ` role="img" aria-labelledby="titre description" lang="fr" font-family="${FONT}">\n`,
    `<title id="titre">${escape(title)}</title>\n<desc id="description">${escape(description)}</desc>\n`,
    `<rect width="${number(width)}" height="${number(height)}" fill="${WHITE}"/>\n`,
    body,
    '</svg>\n',
  ].join('');
