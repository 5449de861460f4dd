/** The whole story of one failure for one tenant, service or workload: what it does to each workload, why, and until when. */
import { recovery, type Recovery } from '../../config/analysis/clock';
import { duration } from '../../config/analysis/duration';
import { type Level, LEVELS } from '../../config/analysis/levels';
import { causeOf } from '../../config/analysis/verdict/chain';
import { objectiveOf } from '../../config/analysis/verdict/objective';
import { familyOf, promiseOf } from '../../config/analysis/verdict/promise';
import type { Scenario } from '../../config/analysis/scenarios';
import type { WorkloadNode } from '../../config/model/model';
import { failureSays } from './failure-words';
import type { Told } from './told';
import { lossSays, OUTCOME_SAYS, plural, sentence, wrapped } from './words';

/** Lines for people. `index` is the position of the scenario; `subject` is the name that was asked for. */
export function story(told: Told, subject: string, workloads: readonly WorkloadNode[], index: number): readonly string[] {
  const { model, proof, colors, folder } = told;
  const { survival } = proof;
  const scenario = survival.field.scenario(index);
  const snapshot = survival.snapshot(index);
  const recover = recovery(model, snapshot);
  const cells = workloads.map((node) => ({ node, level: survival.level(`workload:${node.id}`, index) }));
  const worst = cells.reduce<Level>((most, { level }) => (level > most ? level : most), 0);
  return [
    ...wrapped(`${subject} when ${failureSays(model, scenario)}: ${OUTCOME_SAYS[LEVELS[worst]]}`, '', '  ').map((line) =>
      colors.bold(line),
    ),
    colors.dim(`  ${scenario.id}; places are file:line below ${folder}`),
    ...cells.flatMap(({ node, level }) =>
      level === 0
        ? []
        : [
            '',
            `${colors.bold(node.id)}: ${OUTCOME_SAYS[LEVELS[level]]}`,
            ...wrapped(markOf(told, node, scenario), '    '),
            ...wrapped(sentence(causeOf(model, snapshot, node.id), told.at), '    '),
            ...timeLines(recover(node.id), level),
          ],
    ),
    ...untouchedLine(cells.filter(({ level }) => level === 0).length, cells.length, subject),
  ];
}

function untouchedLine(untouched: number, all: number, subject: string): readonly string[] {
  if (untouched === 0) return [];
  if (untouched === all) return ['', all === 1 ? 'It is not touched.' : `None of its ${plural(all, 'workload')} is touched.`];
  return ['', `${plural(untouched, 'workload')} of ${subject} ${untouched === 1 ? 'goes' : 'go'} on untouched.`];
}

/** Whether something was promised, and whether it is kept. */
function markOf({ model, proof, at, colors }: Told, node: WorkloadNode, scenario: Scenario): string {
  const family = familyOf(scenario);
  if (family === undefined) return 'nothing is promised for two failures at once';
  if (promiseOf(model, node)?.survives.has(family) !== true) return `nothing is promised (${at(`classes.${node.class}.survives`)})`;
  const cell = proof.verdict.unmet.find(({ id }) => id === `workload:${node.id}@${scenario.id}`);
  if (cell === undefined) return colors.green('what is promised is kept');
  const objective = objectiveOf(model, node, cell);
  const limit = cell.allowed === undefined ? '' : `: ${duration(cell.allowed)}`;
  const promise = `${objective}${limit} (${at(objective)})`;
  return cell.exception === undefined
    ? `${colors.red('NOT KEPT')} [${cell.rule}]: ${promise}`
    : `${colors.yellow('not kept')}, accepted by ${cell.exception} [${cell.rule}]: ${promise}`;
}

const row = (seconds: number, text: string): readonly string[] => wrapped(text, `    ${duration(seconds).padStart(12)}  `, ' '.repeat(18));

function timeLines({ seconds, inHours, loss, from, steps }: Recovery, level: Level): readonly string[] {
  const office = inHours === seconds ? '' : `, out of office hours; ${duration(inHours)} in office hours`;
  const total = Number.isFinite(seconds)
    ? steps.length === 0
      ? []
      : row(seconds, `in all${office}`)
    : [
        level === 6
          ? '    when it is back, and with which data, nobody knows'
          : '    nothing that is described brings it back before what failed is repaired',
      ];
  return [
    ...steps.flatMap(({ what, seconds: took, basis, who }) => row(took, `${what}${who === undefined ? '' : `, by ${who}`} [${basis}]`)),
    ...total,
    ...(level === 6
      ? []
      : typeof loss !== 'number'
        ? [`    ${lossSays(loss)}`]
        : loss > 0
          ? row(loss, `of data lost${from === undefined ? '' : `: the copy on ${from.repository} may be that old`}`)
          : []),
  ];
}
