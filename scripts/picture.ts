/** The picture of an estate: its Model as one SVG, the sites left and right and between them what joins them. Pure: same Model, same bytes. */
import { inOrder, type Model } from '../config/model/model';
import { type Block, MARGIN, MIDDLE, type Side, SITE_WIDTH, sidesOf, stack, WIDTH } from './picture/frame';
import { drawInternet, internetHeight } from './picture/internet';
import { linkBlocks } from './picture/links';
import { drawMirrors, mirrorsHeight, pairsOf, serverOrder } from './picture/mirrors';
import { clusters, repositories, routers, storage } from './picture/site';
import { head } from './picture/site-head';
import { groups, tenants } from './picture/structures';
import { box, document, MUTED, PANEL, text } from './picture/svg';
import { plural } from './picture/words';
import { drawWitness, witnessHeight } from './picture/witness';

const GAP = 14;
const LINK_GAP = 18;
const HEADER = 84;

const count = (all: Readonly<Record<string, unknown>>): number => Object.keys(all).length;

/** How much there is of each; what the estate has none of is left out. */
function summary(model: Model, sides: readonly Side[]): string {
  const counted = [
    [sides.length, 'site', 'sites'],
    [count(model.hosts), 'hôte', 'hôtes'],
    [count(model['storage-servers']), 'serveur de stockage', 'serveurs de stockage'],
    [count(model.workloads), 'machine virtuelle', 'machines virtuelles'],
    [count(model.accesses), 'accès Internet', 'accès Internet'],
    [count(model.tenants), 'structure hébergée', 'structures hébergées'],
    [count(model.schools), 'école', 'écoles'],
  ] as const;
  return counted.flatMap(([number, one, many]) => (number === 0 ? [] : [plural(number, one, many)])).join(' · ');
}

function description(model: Model, sides: readonly Side[]): string {
  const titles = (all: Readonly<Record<string, { readonly title: string }>>): string =>
    inOrder(all)
      .map(([, { title }]) => title)
      .join(', ');
  const witness = model.sites[model.storage.witness?.site ?? '']?.title ?? 'aucun';
  const [a, b] = sides.map(({ site }) => site.title);
  return [
    `À gauche le site A (${a ?? 'aucun'}), à droite le site B (${b ?? 'aucun'}) : ${summary(model, sides)}.`,
    `Liens : ${titles(model.links)}.`,
    `Témoin : ${witness}.`,
  ].join(' ');
}

/** The sections of the sites stand in rows, so that what is alike is at one height; all but the last have room for the links between them. */
function rowsOf(
  sides: readonly (readonly Block[])[],
  links: Block,
  mirrors: number,
): { readonly tops: readonly number[]; readonly height: number } {
  const heights = (sides[0] ?? []).map((_, row) => Math.max(...sides.map((blocks) => blocks[row]?.height ?? 0)));
  const last = heights.length - 1;
  const above = heights.slice(0, last).reduce((sum, height) => sum + height + GAP, 0);
  const spare = Math.max(0, links.height + GAP - above) / Math.max(1, last);
  const tops: number[] = [];
  let y = 0;
  heights.forEach((height, row) => {
    tops.push(y);
    y += row === last ? Math.max(height, mirrors) : height + GAP + spare;
  });
  return { tops, height: y + GAP };
}

export function picture(model: Model): string {
  const sides = sidesOf(model);
  const pairs = pairsOf(model, sides);
  const partners = [pairs.map(({ left }) => left), pairs.map(({ right }) => right)];
  const sections = sides.map((side, index) => ({
    routers: routers(model, side),
    storage: storage(model, side, serverOrder(model, side, partners[index] ?? [])),
    blocks: [head(side), clusters(model, side), repositories(model, side)] as const,
  }));
  const columns = sections.map(({ blocks: [top, hosts, backups], ...rest }) => [top, rest.routers, hosts, backups, rest.storage]);
  const links = stack(linkBlocks(model, sides), LINK_GAP);
  const rows = rowsOf(columns, links, mirrorsHeight(pairs));

  const internet = internetHeight(model, sides);
  const top = HEADER + (internet === 0 ? 0 : internet + 24);
  const bottom = top + rows.height;
  const storageTop = top + (rows.tops[4] ?? 0);
  const [left, right] = sections;
  const routerAt = (side: Side, router: string): number | undefined => {
    const middle = sections[sides.indexOf(side)]?.routers.middles.get(router);
    return middle === undefined ? undefined : top + (rows.tops[1] ?? 0) + middle;
  };
  const below = stack(
    [tenants(model, sides), groups(model, sides)].filter(({ height }) => height > 0),
    GAP,
  );
  const belowTop = bottom + 24 + witnessHeight(model, sides) + 8;
  const title = `Cartographie : ${model.estate.title}`;
  const body = [
    text(MARGIN, 44, model.estate.title, { size: 22, bold: true, room: WIDTH - 2 * MARGIN }),
    text(MARGIN, 66, summary(model, sides), { size: 13, fill: MUTED, room: WIDTH - 2 * MARGIN }),
    ...sides.map((side) => box(side.x, top, SITE_WIDTH, rows.height, { fill: PANEL, radius: 6 })),
    ...columns.map((blocks) => blocks.map((block, row) => block.draw(top + (rows.tops[row] ?? 0))).join('')),
    drawInternet(model, sides, HEADER, routerAt),
    links.draw(top + Math.max(0, (storageTop - top - GAP - links.height) / 2)),
    left === undefined || right === undefined ? '' : drawMirrors(pairs, left.storage, right.storage, storageTop),
    text(MIDDLE.centre, storageTop + 12, pairs.length === 0 ? '' : 'Miroirs synchrones', { bold: true, fill: MUTED, anchor: 'middle' }),
    drawWitness(model, sides, bottom, bottom + 24),
    below.draw(belowTop),
  ].join('');
  return document(WIDTH, belowTop + below.height + MARGIN, title, description(model, sides), body);
}
