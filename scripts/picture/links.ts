/** The links between the sites: a strand per use that they carry, in the colour of its class. */
import { inOrder, type Model } from '../../config/model/model';
import type { Link } from '../../config/model/link';
import { type Block, MIDDLE, type Side } from './frame';
import { chip, chipWidth, line, MUTED, text } from './svg';
import { duration, MEDIA, rate } from './words';

type LinkUse = Link['carries'][number];
type UseClass = 'storage' | 'vmotion' | 'management' | 'tenants' | 'witness';

export const CLASS_COLOURS: Readonly<Record<UseClass, string>> = {
  storage: '#1d5fa8',
  vmotion: '#6b4fa0',
  management: '#4f5d6b',
  tenants: '#2b7048',
  witness: '#9a5a0b',
};

const USES: Readonly<Record<LinkUse, readonly [string, UseClass]>> = {
  'mirror-1': ['miroir 1', 'storage'],
  'mirror-2': ['miroir 2', 'storage'],
  'storage-paths': ['chemins du stockage', 'storage'],
  vmotion: ['vMotion', 'vmotion'],
  management: ['administration', 'management'],
  tenants: ['structures hébergées', 'tenants'],
  witness: ['témoin', 'witness'],
};

export const siteLinks = (model: Model, a: string, b: string): readonly (readonly [string, Link])[] =>
  inOrder(model.links)
    .filter(([, { ends }]) => a in ends && b in ends)
    // The preferred one first, and by their keys where nothing else says which.
    .sort(([, one], [, other]) => one.cost - other.cost);

export const linkFacts = (link: Link): string => [MEDIA[link.medium], `RTT ${duration(link.rtt)}`, rate(link.capacity)].join(' · ');

const STRAND = 5;
const CHIP_ROW = 25;
const CHIP_GAP = 6;
const ROOM = MIDDLE.width - 24;

type Label = readonly [label: string, useClass: UseClass];
const widthOfRow = (row: readonly Label[]): number => row.reduce((sum, [label]) => sum + chipWidth(label), 0) + (row.length - 1) * CHIP_GAP;

function rowsOf(labels: readonly Label[]): readonly (readonly Label[])[] {
  const rows: Label[][] = [];
  for (const label of labels) {
    const row = rows[rows.length - 1];
    if (row !== undefined && widthOfRow([...row, label]) <= ROOM) row.push(label);
    else rows.push([label]);
  }
  return rows;
}

function chipRow(row: readonly Label[], top: number): string {
  let x = MIDDLE.centre - widthOfRow(row) / 2;
  return row
    .map(([label, useClass]) => {
      const drawn = chip(x, top, label, CLASS_COLOURS[useClass]);
      x += chipWidth(label) + CHIP_GAP;
      return drawn;
    })
    .join('');
}

export function linkBlock(link: Link): Block {
  const labels = link.carries.map((use) => USES[use]);
  const rows = rowsOf(labels);
  const strands = 40 + STRAND * labels.length;
  return {
    height: strands + 4 + rows.length * CHIP_ROW,
    draw: (top) =>
      [
        text(MIDDLE.centre, top + 13, link.title, { size: 13, bold: true, anchor: 'middle', room: ROOM }),
        text(MIDDLE.centre, top + 30, linkFacts(link), { fill: MUTED, anchor: 'middle', room: ROOM }),
        ...labels.map(([, useClass], index) => {
          const y = top + 41 + index * STRAND;
          return line([MIDDLE.left, y, MIDDLE.right, y], { stroke: CLASS_COLOURS[useClass], width: 3 });
        }),
        ...rows.map((row, index) => chipRow(row, top + strands + 4 + index * CHIP_ROW)),
      ].join(''),
  };
}

export const linkBlocks = (model: Model, [a, b]: readonly Side[]): readonly Block[] =>
  a === undefined || b === undefined ? [] : siteLinks(model, a.key, b.key).map(([, link]) => linkBlock(link));
