/** The verdict on one screen: what must hold and does not, the worst first, then what is accepted and what is only shown. */
import type { Colors } from 'picocolors/types';
import type { Proof } from '../../config/analysis';
import { inOrder, type Model } from '../../config/model/model';
import type { Unmet } from '../../config/analysis/verdict/unmet';
import { figures } from './figures';
import { grouped, type Group } from './groups';
import { duration, OUTCOME_SAYS, plural } from './words';

export interface Told {
  readonly model: Model;
  readonly proof: Proof;
  /** `file:line` of a Model path. */
  readonly at: (path: string) => string;
  readonly colors: Colors;
}

/** One line, as `npm start` ends with it. */
export function verdictLine({ model, proof: { verdict, holds, shortfalls } }: Pick<Told, 'model' | 'proof'>): string {
  const open = verdict.unmet.filter(({ exception }) => exception === undefined);
  const short = shortfalls.filter(({ rule, exception }) => rule !== undefined && exception === undefined);
  const accepted = verdict.unmet.length - open.length;
  const but = accepted === 0 ? '' : `, ${plural(accepted, 'cell')} accepted by ${plural(verdict.accepted.size, 'exception')}`;
  const cells = `${plural(verdict.judged, 'cell')} judged`;
  if (holds) return `${model.environment} holds what it promises: ${cells}${but}`;
  const failing = [
    ...(open.length === 0 ? [] : [`${plural(open.length, 'cell')} of ${cells}`]),
    ...(short.length === 0 ? [] : [plural(short.length, 'shortfall')]),
  ];
  return `${model.environment} does NOT hold what it promises: ${failing.join(', ')}${but}`;
}

export function summary(told: Told): readonly string[] {
  const { verdict } = told.proof;
  const open = grouped(verdict.unmet.filter(({ exception }) => exception === undefined));
  const { bold, green, red } = told.colors;
  const line = verdictLine(told);
  return [
    bold(told.proof.holds ? green(line) : red(line)),
    ...open.flatMap((group) => ['', ...groupLines(told, group)]),
    ...shortfallLines(told),
    ...acceptedLines(told),
    ...singleHomedLines(told),
    ...notWhileLines(told),
    '',
    bold('Figures'),
    ...figures(told.proof),
  ];
}

function groupLines({ at, colors }: Told, { rule, failure, cells }: Group): readonly string[] {
  const [worst] = cells;
  const names = cells.map(({ row }) => row.replace(/^workload:/, ''));
  const shown = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? ` and ${String(names.length - 4)} more` : '';
  return [
    `${colors.red('✗')} ${colors.bold(failure)}: ${plural(cells.length, 'promise')} not kept [${rule}]`,
    `    ${shown}${more}`,
    `    the worst, ${worst.row}: ${outcomeOf(worst)}`,
    ...(worst.cut.length > 0 && worst.cut.join('+') !== failure ? [`    enough for it: ${worst.cut.join(' + ')}`] : []),
    `    because ${worst.chain.map(({ says, path }) => `${says} (${at(path)})`).join(', ')}`,
  ];
}

function outcomeOf({ outcome, seconds, allowed, loss }: Unmet): string {
  const back = seconds === undefined || outcome === 'unknown' ? '' : `, back after ${duration(seconds)}`;
  const data = loss > 0 ? `, ${duration(loss)} of data lost` : '';
  const limit = allowed === undefined ? '' : ` (promised: ${duration(allowed)})`;
  return `${OUTCOME_SAYS[outcome]}${back}${data}${limit}`;
}

function shortfallLines({ proof: { shortfalls }, at, colors }: Told): readonly string[] {
  return shortfalls.flatMap(({ what, subject, rule, exception, basis }) => {
    if (exception !== undefined) return [];
    const mark = rule === undefined ? colors.yellow('!') : colors.red('✗');
    return ['', `${mark} ${what} (${at(subject)})${rule === undefined ? '' : ` [${rule}]`} [${basis}]`];
  });
}

function acceptedLines({ model, proof: { verdict, shortfalls }, at, colors }: Told): readonly string[] {
  const counts = new Map(verdict.accepted);
  for (const { exception } of shortfalls) if (exception !== undefined) counts.set(exception, (counts.get(exception) ?? 0) + 1);
  if (counts.size === 0) return [];
  const lines = [...counts].map(([key, count]) => {
    const { owner = '', until = '', rule = '' } = model.exceptions[key] ?? {};
    return `  ${key}: ${plural(count, 'cell')} [${rule}], until ${until}, ${owner} (${at(`exceptions.${key}`)})`;
  });
  return ['', colors.bold('Accepted by exception'), ...lines];
}

function singleHomedLines({ model, proof: { singleHomed }, colors }: Told): readonly string[] {
  if (singleHomed.length === 0) return [];
  const seats = singleHomed.reduce((sum, { premises }) => sum + (model.premises[premises]?.seats ?? 0), 0);
  const names = singleHomed.map(({ premises }) => premises).join(', ');
  return [
    '',
    colors.bold(
      `Shown, not promised: ${plural(singleHomed.length, 'place')} of ${String(Object.keys(model.premises).length)} with one access (${plural(seats, 'seat')})`,
    ),
    ...wrapped(names),
  ];
}

function notWhileLines({ model, proof, colors }: Told): readonly string[] {
  const lines = inOrder(model.tenants).flatMap(([tenant]) => {
    const { alone, pairs } = proof.cuts(tenant);
    if (alone.length + pairs.length === 0) return [];
    const first = alone.length === 0 ? '' : `${String(alone.length)} alone, `;
    return [`  ${tenant.padEnd(22)}${first}${plural(pairs.length, 'pair')}`];
  });
  return lines.length === 0
    ? []
    : ['', colors.bold('What would take a workload of each tenant (no verdict; all of them: --tenant)'), ...lines];
}

/** Lines of at most 110 characters, indented. */
export function wrapped(text: string, indent = '  ', width = 110): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
