/** The whole story of one failure for one tenant: what it does to each workload, why, and until when. */
import { recovery } from '../../config/analysis/clock';
import { LEVELS } from '../../config/analysis/levels';
import { chainOf } from '../../config/analysis/verdict/chain';
import { workloadsOf } from '../../config/views';
import type { Told } from './summary';
import { duration, OUTCOME_SAYS, plural } from './words';

/** Lines for people. `index` is the position of the scenario. */
export function story({ model, proof, at, colors }: Told, tenant: string, index: number): readonly string[] {
  const { survival } = proof;
  const scenario = survival.field.scenario(index);
  const snapshot = survival.snapshot(index);
  const recover = recovery(model, snapshot);
  const workloads = workloadsOf(model, tenant);
  const head = `${tenant} when ${scenario.id} fails: ${OUTCOME_SAYS[LEVELS[worstOf(workloads.map(({ id }) => survival.level(`workload:${id}`, index)))]]}`;
  const lines = workloads.flatMap(({ id }) => {
    const level = survival.level(`workload:${id}`, index);
    if (level === 0) return [];
    const { seconds, inHours, loss, from, steps } = recover(id);
    const verdict = proof.verdict.unmet.find((cell) => cell.id === `workload:${id}@${scenario.id}`);
    const mark =
      verdict === undefined
        ? colors.green('held')
        : verdict.exception === undefined
          ? colors.red('NOT HELD')
          : colors.yellow(`accepted (${verdict.exception})`);
    return [
      '',
      `${colors.bold(id)}: ${OUTCOME_SAYS[LEVELS[level]]}; ${mark}`,
      ...chainOf(model, snapshot, id).map(({ says, path }) => `    ${says} (${at(path)})`),
      ...steps.map(
        ({ what, seconds: took, basis, who }) =>
          `    ${duration(took).padStart(12)}  ${what}${who === undefined ? '' : `, by ${who}`} [${basis}]`,
      ),
      ...(Number.isFinite(seconds)
        ? [
            `    ${duration(seconds).padStart(12)}  in all, out of office hours${inHours === seconds ? '' : `; ${duration(inHours)} in office hours`}`,
          ]
        : ['    nothing that is described brings it back before what failed is repaired']),
      ...(loss > 0
        ? [
            `    ${duration(loss).padStart(12)}  of data lost${from === undefined ? '' : `: the copy on ${from.repository} may be that old`}`,
          ]
        : []),
    ];
  });
  const untouched = workloads.filter(({ id }) => survival.level(`workload:${id}`, index) === 0).length;
  return [
    colors.bold(head),
    ...lines,
    ...(untouched === 0 ? [] : ['', `${plural(untouched, 'workload')} of ${tenant} ${untouched === 1 ? 'goes' : 'go'} on untouched.`]),
  ];
}

const worstOf = <T extends number>(levels: readonly T[]): T | 0 =>
  levels.reduce<T | 0>((worst, level) => (level > worst ? level : worst), 0);
