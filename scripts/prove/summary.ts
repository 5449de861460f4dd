/** The verdict on one screen: what must hold and does not, the worst first, then what is accepted and what is only shown. */
import { inOrder } from '../../config/model/model';
import { workloadsOf } from '../../config/views';
import { brokenLines } from './broken-lines';
import { cutOffLines } from './cut-off';
import { covered, idle } from './exceptions';
import { figures } from './figures';
import { grouped } from './groups';
import { groupLines } from './group-lines';
import type { Told } from './told';
import { few, plural, wrapped } from './words';

/** Groups of cells, and shortfalls, that are told unless all are asked for: a screen or two. */
const SHOWN = 12;

/** Broken rules that are told one by one unless all are asked for. */
const SHOWN_RULES = 5;

/** One line, as `npm start` ends with it. */
export function verdictLine({ model, proof: { verdict, holds, shortfalls } }: Pick<Told, 'model' | 'proof'>): string {
  const open = verdict.unmet.filter(({ exception }) => exception === undefined).length;
  const short = shortfalls.filter(({ rule, exception }) => rule !== undefined && exception === undefined).length;
  const accepted = verdict.unmet.length - open;
  const but = accepted === 0 ? '' : `, ${plural(accepted, 'cell')} accepted by ${plural(verdict.accepted.size, 'exception')}`;
  if (holds && verdict.judged === 0) return `${model.environment} promises nothing: no cell is judged, so nothing is proved`;
  if (holds) return `${model.environment} holds what it promises: ${plural(verdict.judged, 'cell')} judged${but}`;
  const failing = [
    ...(open === 0 ? [] : [`${open.toLocaleString('en')} of ${plural(verdict.judged, 'cell')} not kept`]),
    ...(short === 0 ? [] : [plural(short, 'shortfall')]),
  ];
  return `${model.environment} does NOT hold what it promises: ${failing.join(', ')}${but}`;
}

/** Red where it does not hold, yellow where nothing is promised that could hold. */
export const verdictColour = ({ proof: { holds, verdict }, colors }: Pick<Told, 'proof' | 'colors'>): ((line: string) => string) =>
  !holds ? colors.red : verdict.judged === 0 ? colors.yellow : colors.green;

/** `all`: every group, however many. */
export function summary(told: Told, all: boolean): readonly string[] {
  const { bold, dim } = told.colors;
  const line = verdictLine(told);
  const colour = verdictColour(told);
  return [
    bold(colour(line)),
    dim('  A cell is a workload, a machine, a school or a pool of seats, and a failure that it must survive.'),
    dim(`  Places are file:line below ${told.folder}`),
    ...(told.broken.length === 0 ? [] : ['', ...brokenLines(told, all ? Infinity : SHOWN_RULES)]),
    ...promisesNothingLines(told),
    ...unmetLines(told, all),
    ...shortfallLines(told, all),
    ...acceptedLines(told),
    ...idleLines(told),
    ...cutOffLines(told, all),
    ...notWhileLines(told),
    '',
    bold('Figures'),
    ...figures(told),
  ];
}

/** A verdict is silent about whoever was promised nothing, and that must not look like a promise that is kept. */
function promisesNothingLines({ model, proof: { promisesNothing }, colors, at }: Told): readonly string[] {
  return promisesNothing.flatMap((tenant) => {
    const workloads = workloadsOf(model, tenant);
    const classes = [...new Set(workloads.map((node) => node.class))].sort();
    const named = classes.map((key) => `${key} (${at(`classes.${key}.survives`)})`).join(', ');
    const line = `${tenant} is promised nothing: no failure is to be survived by ${workloads.length === 1 ? 'its workload' : `any of its ${plural(workloads.length, 'workload')}`}, of class ${named}`;
    const [first = '', ...rest] = wrapped(line, '  ', '    ');
    return ['', `${colors.yellow('!')}${first.slice(1)}`, ...rest];
  });
}

function unmetLines(told: Told, all: boolean): readonly string[] {
  const open = grouped(told.proof.verdict.unmet.filter(({ exception }) => exception === undefined));
  const shown = all ? open : open.slice(0, SHOWN);
  const left = open.slice(shown.length);
  const cells = left.reduce((sum, group) => sum + group.cells.length, 0);
  return [
    ...shown.flatMap((group) => ['', ...groupLines(told, group)]),
    ...(left.length === 0
      ? []
      : ['', `… and ${plural(left.length, 'failure')} more, with ${plural(cells, 'promise')} not kept: ${told.command('prove --all')}`]),
  ];
}

function shortfallLines({ proof: { shortfalls }, at, colors, command }: Told, all: boolean): readonly string[] {
  const open = shortfalls.filter(({ exception }) => exception === undefined);
  // Those that decide the verdict first.
  const ordered = [...open.filter(({ rule }) => rule !== undefined), ...open.filter(({ rule }) => rule === undefined)];
  const shown = all ? ordered : ordered.slice(0, SHOWN);
  const left = ordered.length - shown.length;
  if (shown.length === 0) return [];
  return [
    '',
    colors.bold('Shortfalls of the books'),
    ...shown.flatMap(({ id, what, subject, rule, basis }) => {
      const mark = rule === undefined ? colors.yellow('!') : colors.red('✗');
      // The id is what an exception names.
      const tags = `${rule === undefined ? '' : ` [${rule} ${id}]`} [${basis}]`;
      const [first = '', ...rest] = wrapped(`${what} (${at(subject)})${tags}`, '  ', '    ');
      return [`${mark}${first.slice(1)}`, ...rest];
    }),
    ...(left === 0 ? [] : [`  … and ${plural(left, 'shortfall')} more: ${command('prove --all')}`]),
  ];
}

function acceptedLines(told: Told): readonly string[] {
  const lines = covered(told).flatMap(({ exception, cells, shortfalls }) => {
    const { owner = '', until = '', rule = '' } = told.model.exceptions[exception] ?? {};
    const what = [...(cells === 0 ? [] : [plural(cells, 'cell')]), ...(shortfalls === 0 ? [] : [plural(shortfalls, 'shortfall')])];
    return wrapped(
      `${exception}: ${what.join(' and ')} [${rule}], until ${until}, ${owner} (${told.at(`exceptions.${exception}`)})`,
      '  ',
      '    ',
    );
  });
  return lines.length === 0 ? [] : ['', told.colors.bold('Accepted by exception'), ...lines];
}

function idleLines(told: Told): readonly string[] {
  const lines = idle(told).flatMap(({ exception, ended }) => {
    const { rule = '', subject = '', until = '' } = told.model.exceptions[exception] ?? {};
    const why = ended
      ? `it ended on ${until}`
      : `nothing that is not kept is about \`${subject}\`; remove it, or correct its rule or subject`;
    return wrapped(`${exception} [${rule}]: ${why} (${told.at(`exceptions.${exception}`)})`, '  ', '    ');
  });
  return lines.length === 0 ? [] : ['', told.colors.bold(told.colors.yellow('Exceptions that cover nothing')), ...lines];
}

function notWhileLines({ model, proof, colors }: Told): readonly string[] {
  const cuts = inOrder(model.tenants).map(([tenant]) => ({ tenant, ...proof.cuts(tenant) }));
  const alone = cuts.filter((cut) => cut.alone.length > 0);
  const safe = cuts.filter((cut) => cut.alone.length === 0 && cut.pairs.length > 0);
  if (alone.length + safe.length === 0) return [];
  return [
    '',
    colors.bold('What would take a workload of a tenant (shown, no verdict; which pairs: --tenant KEY)'),
    ...alone.flatMap(({ tenant, alone: ones, pairs }) =>
      wrapped(`${tenant}: ${few(ones, 3)} alone; ${plural(pairs.length, 'pair')} of others`, '  ', '    '),
    ),
    ...(safe.length === 0
      ? []
      : wrapped(
          `no failure alone, but in pairs: ${safe.map(({ tenant, pairs }) => `${tenant} ${String(pairs.length)}`).join(', ')}`,
          '  ',
          '    ',
        )),
  ];
}
