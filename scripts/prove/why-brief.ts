/** Many workloads after one failure, a few lines each. */
import type { Recovery, Step } from '../../config/analysis/clock';
import { duration } from '../../config/analysis/duration';
import { type Level, LEVELS } from '../../config/analysis/levels';
import type { Scenario } from '../../config/analysis/scenarios';
import type { WorkloadNode } from '../../config/model/model';
import type { Told } from './told';
import { markOf } from './why-mark';
import { few, lossSays, OUTCOME_SAYS, wrapped } from './words';

/** A workload that the failure touches. */
export interface Cell {
  readonly node: WorkloadNode;
  readonly level: Level;
  readonly recovered: Recovery;
  /** Whose last place is cut off with it. */
  readonly cutOff: readonly string[];
}

/** In the order in which they are back: what becomes of each, the step that takes longest, and why. What is promised is told once. */
export function briefLines(told: Told, scenario: Scenario, cells: readonly Cell[], causeIn: (id: string) => string): readonly string[] {
  const marks = new Map<string, string[]>();
  for (const { node } of cells) {
    const mark = markOf(told, node, scenario);
    const known = marks.get(mark);
    if (known === undefined) marks.set(mark, [node.id]);
    else known.push(node.id);
  }
  const longest = ({ recovered: { steps } }: Cell): Step | undefined => [...steps].sort((a, b) => b.seconds - a.seconds)[0];
  const [first] = cells;
  const [common, ...others] = new Set(cells.map((cell) => longest(cell)?.what));
  const forAll = others.length === 0 && common !== undefined && first !== undefined ? longest(first) : undefined;
  // He has taken every disk: which one of a workload is named first explains nothing.
  const intruder = scenario.elements.includes('intruder');
  const inTurn = [...cells].sort((a, b) => (a.recovered.seconds === b.recovered.seconds ? 0 : a.recovered.seconds - b.recovered.seconds));
  return [
    ...[...marks].flatMap(([mark, ids]) => wrapped(marks.size === 1 ? mark : `${mark}: ${few(ids, AT_ONCE)}`, '  ', '    ')),
    ...(forAll === undefined ? [] : wrapped(`longest for all: ${forAll.what}, ${duration(forAll.seconds)}`, '  ', '    ')),
    '',
    ...inTurn.flatMap((cell) => {
      const { node, level, cutOff } = cell;
      const { seconds, loss } = cell.recovered;
      const when = seconds === 0 ? '–' : Number.isFinite(seconds) ? duration(seconds) : 'open';
      const step = forAll === undefined ? longest(cell) : undefined;
      const lost = level === 6 ? '' : lossSays(loss);
      const parts = [
        `${node.id} ${OUTCOME_SAYS[LEVELS[level]]}`,
        ...(lost === '' ? [] : [lost]),
        ...(cutOff.length === 0 ? [] : [`its ${cutOff.join(', ')} till repaired`]),
        ...(step === undefined ? [] : [`longest: ${step.what}, ${duration(step.seconds)}`]),
      ];
      return [
        ...wrapped(parts.join('; '), `  ${when.padStart(12)}  `, ' '.repeat(18)),
        ...(intruder ? [] : wrapped(causeIn(node.id), ' '.repeat(18)).map((line) => told.colors.dim(line))),
      ];
    }),
  ];
}

/** Workloads that are named together; the others are counted. */
const AT_ONCE = 4;
