/** The pages of a tenant’s plan for whoever signed the agreement: what was agreed beside the worst that is proven, by failure and by user. */
import { duration } from '../../config/analysis/duration';
import type { Loss } from '../../config/analysis/clock';
import type { Proven, TenantPlan } from '../../config/analysis/tenants';
import { groupSays } from './group-says';
import type { Told } from './told';
import { plural, wrapped } from './words';

/** Columns: what fails, what was agreed, back after, data lost. */
const WIDTHS = [40, 14, 13] as const;

const columns = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join('  ')
    .trimEnd();

export function agreedLines(told: Told, { proven, tenant }: TenantPlan): readonly string[] {
  const { colors, at } = told;
  const touched = ordered(proven).filter(({ worst }) => worst !== undefined);
  const rest = ordered(proven).flatMap(({ worst, group }) => (worst === undefined ? [groupSays(group)] : []));
  const legend = [
    ...(proven.some(({ accepted }) => accepted > 0) ? ['! not kept, and accepted by an exception'] : []),
    ...(touched.some(({ promised }) => promised === 0) ? ['· nothing is promised'] : []),
  ];
  return [
    '',
    colors.bold(`What was agreed [declared] (${at(`tenants.${tenant}.objectives`)}), and the worst that is proven [estimated]`),
    colors.dim(`  ${columns(['', 'agreed', 'back after', 'data lost'])}`),
    ...touched.map(
      (row) =>
        `${markOf(told, row)} ${columns([groupSays(row.group), `${duration(row.agreed.dmia)}, ${duration(row.agreed.pdma)}`, backSays(row), lossOf(row)])}`,
    ),
    ...(rest.length === 0 ? [] : wrapped(`not touched when ${rest.join('; ')}`, '  ', '    ')),
    ...cutOffLine(touched),
    ...(legend.length === 0 ? [] : [colors.dim(`  ${legend.join('; ')}`)]),
  ];
}

/** Times are those of workloads; whose last place is cut off waits for that. */
function cutOffLine(touched: readonly Proven[]): readonly string[] {
  const who = [...new Set(touched.flatMap(({ cutOff = [] }) => cutOff))].sort();
  if (who.length === 0) return [];
  return wrapped(`¹ their only place is cut off by such a failure: for its ${who.join(' and ')} till it is repaired`, '  ', '    ');
}

const ORDER = ['element', 'room', 'site', 'named', 'restored', 'rebuilt'];

/** The everyday first, then places, then the named; what only a copy brings back last. */
const ordered = (proven: readonly Proven[]): readonly Proven[] => {
  const place = ({ group }: Proven): number => ORDER.indexOf(group.replace(/:.*/, ''));
  return [...proven].sort((a, b) => place(a) - place(b));
};

function markOf({ colors }: Told, { promised, broken, accepted }: Proven): string {
  if (broken > 0) return colors.red('✗');
  if (accepted > 0) return colors.yellow('!');
  return promised > 0 ? colors.green('✓') : colors.dim('·');
}

/** To the minute, rounded up: nobody signs seconds. */
const coarse = (seconds: number): string => duration(Math.ceil(seconds / 60) * 60);

function backSays({ worst }: Proven): string {
  if (worst === undefined) return '';
  if (Number.isFinite(worst.seconds)) return worst.seconds === 0 ? 'goes on' : coarse(worst.seconds);
  return worst.outcome === 'unknown' ? 'not known' : 'when repaired';
}

/** What is lost, and by whom it is worst where somebody waits. */
function lossOf({ loss, worst, cutOff }: Proven): string {
  const who = worst === undefined || worst.seconds === 0 ? '' : `  ${worst.workload}`;
  return `${amount(loss).padEnd(9)}${who}${cutOff === undefined ? '' : `  ¹`}`;
}

const amount = (loss: Loss): string => (loss === 0 ? 'none' : loss === 'all' ? 'all' : loss === 'not-known' ? 'not known' : duration(loss));

const FAMILIES = [
  ['element', 'a part'],
  ['room', 'a room'],
  ['site', 'a site'],
  ['named-scenarios', 'named'],
] as const;

export function audienceLines({ colors }: Told, { audiences }: TenantPlan): readonly string[] {
  if (audiences.length === 0) return [];
  const width = 14;
  return [
    '',
    colors.bold('Who waits how long at most, by who uses it [estimated]'),
    colors.dim(`  ${''.padEnd(12)}${FAMILIES.map(([, title]) => title.padEnd(width)).join('')}`.trimEnd()),
    ...audiences.map(({ audience, worst }) => {
      const cells = FAMILIES.map(([family]) => {
        const one = worst[family];
        if (one === undefined || one.seconds === 0) return one === undefined ? 'nothing' : 'degraded';
        if (Number.isFinite(one.seconds)) return coarse(one.seconds);
        return one.outcome === 'unknown' ? 'not known' : 'till repaired';
      });
      return `  ${audience.padEnd(12)}${cells.map((cell) => cell.padEnd(width)).join('')}`.trimEnd();
    }),
  ];
}

export function seatLines({ colors, at }: Told, { seats }: TenantPlan): readonly string[] {
  if (seats.length === 0) return [];
  return [
    '',
    colors.bold('Seats [estimated]'),
    ...seats.flatMap(({ desktop, seats: all, minimum, shared, left }) => {
      const without = left.map(
        ({ site, seats: some, withHost }) =>
          `${String(some)} without ${site}${withHost === some ? '' : ` (${String(withHost)} with a further host lost)`}`,
      );
      const others = shared === 0 ? '' : `, shared with ${plural(shared, 'tenant')}`;
      return wrapped(
        `${desktop}: ${String(all)} seats${others}; ${String(minimum)} must be left (${at(`desktops.${desktop}.minimumSeats`)}); ${without.join(', ')}`,
        '  ',
        '    ',
      );
    }),
  ];
}
