/** Cells that fail for one reason: who, how badly, why, and where it was promised. */
import { duration } from '../../config/analysis/duration';
import type { Unmet } from '../../config/analysis/verdict/unmet';
import type { Link } from '../../config/analysis/verdict/chain';
import { objectiveOf } from '../../config/analysis/verdict/objective';
import { failureSays } from './failure-words';
import type { Group } from './groups';
import type { Told } from './told';
import { few, lossSays, OUTCOME_SAYS, plural, sentence, wrapped } from './words';

/** Names that are told; the others are counted. */
const SHOWN = 4;

export function groupLines(told: Told, { rule, failure, also, cells }: Group): readonly string[] {
  const { at, colors, model, proof } = told;
  const [worst] = cells;
  const scenario = proof.survival.field.told.find(({ id }) => id === failure);
  const names = [...new Set(cells.map(({ row }) => nameOf(row)))];
  const says = scenario === undefined ? '' : `: ${failureSays(model, scenario)}`;
  const when = worst.failure === failure ? '' : ` when ${worst.failure}`;
  const who = cells.length === 1 ? nameOf(worst.row) : `the worst, ${nameOf(worst.row)}${when}`;
  const promised = promisePath(told, worst);
  const smaller = worst.cut.length > 0 && worst.cut.join('+') !== failure && worst.cut.length < (scenario?.elements.length ?? 0);
  return [
    ...wrapped(`${failure}${says}`, '', '    ').map((line, index) => (index === 0 ? `${colors.red('✗')} ${colors.bold(line)}` : line)),
    ...wrapped(`${plural(cells.length, 'promise')} not kept [${rule}]${cells.length === 1 ? '' : `: ${few(names, SHOWN)}`}`, '    '),
    ...(also.length === 0 ? [] : wrapped(`and the same in ${few(also, SHOWN)}`, '    ')),
    ...wrapped(`${who}: ${outcomeOf(worst)}`, '    '),
    ...(smaller ? wrapped(`enough for it: ${worst.cut.join(' + ')}`, '    ') : []),
    ...wrapped(`because ${sentence(becauseOf(worst), at)}`, '    ', '      '),
    ...(promised === undefined ? [] : [`    promised by ${promised} (${at(promised)})`]),
  ];
}

/** `workload:ville/fichiers` → `ville/fichiers`; other rows keep their kind. */
const nameOf = (row: string): string => row.replace(/^workload:/, '');

/** What becomes of it follows from the files; when, and with which loss, rests on assumptions. */
export function outcomeOf({ outcome, seconds, allowed, loss, rule }: Unmet): string {
  const limit = allowed === undefined ? '' : ` (promised: ${duration(allowed)})`;
  const late = rule === 'survival-data' ? '' : limit;
  const lost = outcome === 'unknown' ? '' : lossSays(loss);
  const estimated = [
    ...(seconds === undefined || outcome === 'unknown' ? [] : [`back after ${duration(seconds)}${late}`]),
    ...(lost === '' ? [] : [`${lost}${rule === 'survival-data' ? limit : ''}`]),
  ];
  return `${OUTCOME_SAYS[outcome]} [computed]${estimated.length === 0 ? '' : `, ${estimated.join(', ')} [estimated]`}`;
}

/** The clauses that explain this cell: what makes a restore slow does not say why its copy is old, and the other way round. */
export const becauseOf = ({ chain, rule }: Unmet): readonly Link[] =>
  chain.filter(({ about }) => about === undefined || (about === 'data') === (rule === 'survival-data'));

/** Model path of what is not kept. */
export function promisePath({ model }: Pick<Told, 'model'>, cell: Unmet): string | undefined {
  const node = model.workloads[nameOf(cell.row)];
  if (node !== undefined) return objectiveOf(model, node, cell);
  const [, kind, key = ''] = /^(machine|desktop|school):(.+)$/.exec(cell.row) ?? [];
  if (kind === 'desktop') return `desktops.${key}.minimumSeats`;
  if (kind === 'school') return `schools.${key}.landing`;
  const described = kind === 'machine' ? model.machines[key] : undefined;
  return described === undefined ? undefined : `classes.${described.class}.survives`;
}
