/** Who the estate serves, at the bottom: the hosted structures, the schools and the shared services, with machines at each site. */
import { workloadsOf } from '../../config/views';
import { inOrder, type Model } from '../../config/model/model';
import { type Block, MARGIN, PADDING, type Side, WIDTH } from './frame';
import { badge, box, MUTED, PANEL, text } from './svg';
import { plural } from './words';

const INNER = WIDTH - 2 * (MARGIN + PADDING);
const COLUMNS = 4;
const GAP = 10;
const CELL = { width: (INNER - (COLUMNS - 1) * GAP) / COLUMNS, height: 54 } as const;

/** From one site’s number of machines to that of the next. */
const STEP = 56;

type Machines = readonly (readonly [side: Side, count: number])[];
const machinesOf = (model: Model, sides: readonly Side[], owners: readonly string[]): Machines => {
  const all = owners.flatMap((owner) => workloadsOf(model, owner));
  return sides.map((side) => [side, all.filter(({ home }) => home === side.key).length]);
};

/** A disc per site with the number of machines beside it. */
const counts = (machines: Machines, x: number, middle: number): string =>
  machines
    .map(([side, count], index) => {
      const from = x + index * STEP;
      return badge(from + 9, middle, side.letter, side.colour) + text(from + 24, middle + 4.5, String(count), { size: 13 });
    })
    .join('');

function tenantCell(title: string, machines: Machines, x: number, y: number): string {
  return (
    box(x, y, CELL.width, CELL.height) +
    text(x + 10, y + 19, title, { bold: true, room: CELL.width - 20 }) +
    counts(machines, x + 10, y + 37)
  );
}

function panel(x: number, y: number, width: number, height: number, words: string, remark: string): string {
  return (
    box(x, y, width, height, { fill: PANEL, radius: 6 }) +
    text(x + PADDING, y + 22, words, { size: 14, bold: true }) +
    text(x + width - PADDING, y + 22, remark, { fill: MUTED, anchor: 'end', room: width - 300 })
  );
}

export function tenants(model: Model, sides: readonly Side[]): Block {
  const all = inOrder(model.tenants);
  const rows = Math.ceil(all.length / COLUMNS);
  const height = 34 + rows * (CELL.height + GAP) + 2;
  return {
    height,
    draw: (top) =>
      panel(
        MARGIN,
        top,
        WIDTH - 2 * MARGIN,
        height,
        `Structures hébergées (${String(all.length)})`,
        'machines virtuelles sur les sites A et B',
      ) +
      all
        .map(([key, { title }], index) => {
          const x = MARGIN + PADDING + (index % COLUMNS) * (CELL.width + GAP);
          const y = top + 34 + Math.floor(index / COLUMNS) * (CELL.height + GAP);
          return tenantCell(title, machinesOf(model, sides, [key]), x, y);
        })
        .join(''),
  };
}

interface Group {
  readonly title: string;
  readonly facts: string;
  readonly machines: Machines;
}

/** Schools and shared services, each one box; what the estate has none of is left out. */
export function groups(model: Model, sides: readonly Side[]): Block {
  const schools = inOrder(model.schools);
  const services = inOrder(model.services);
  const kindergartens = schools.filter(([, { level }]) => level === 'kindergarten').length;
  const devices = schools.reduce((sum, [, school]) => sum + school.devices, 0);
  const levels = [plural(kindergartens, 'maternelle'), plural(schools.length - kindergartens, 'élémentaire'), plural(devices, 'poste')];
  const boxes: Group[] = [];
  if (schools.length > 0) boxes.push({ title: `Écoles (${String(schools.length)})`, facts: levels.join(' · '), machines: [] });
  if (services.length > 0) {
    const machines = machinesOf(
      model,
      sides,
      services.map(([key]) => key),
    );
    boxes.push({ title: `Services communs (${String(services.length)})`, facts: '', machines });
  }
  const width = (WIDTH - 2 * MARGIN - (boxes.length - 1) * GAP) / boxes.length;
  return {
    height: boxes.length === 0 ? 0 : 36,
    draw: (top) =>
      boxes
        .map(({ title, facts, machines }, index) => {
          const x = MARGIN + index * (width + GAP);
          return panel(x, top, width, 36, title, facts) + counts(machines, x + width - PADDING - STEP * machines.length, top + 18);
        })
        .join(''),
  };
}
