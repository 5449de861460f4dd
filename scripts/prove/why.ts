/** The whole story of one failure for one tenant, service or workload: what it does to each workload, why, and until when. */
import { recovery, type Recovery } from '../../config/analysis/clock';
import { duration } from '../../config/analysis/duration';
import { type Level, LEVELS } from '../../config/analysis/levels';
import { cutOffWholly } from '../../config/analysis/survival/places';
import { causeOf } from '../../config/analysis/verdict/chain';
import type { Scenario } from '../../config/analysis/scenarios';
import type { WorkloadNode } from '../../config/model/model';
import { failureSays } from './failure-words';
import type { Told } from './told';
import { briefLines, type Cell } from './why-brief';
import { markOf } from './why-mark';
import { lossSays, OUTCOME_SAYS, plural, sentence, wrapped } from './words';

/** Workloads of which each is told at length; of more, a few lines each. */
const AT_LENGTH = 2;

/** Lines for people. `index` is the position of the scenario; `subject` is the name that was asked for. `all`: each at length, however many. */
export function story(told: Told, subject: string, workloads: readonly WorkloadNode[], index: number, all: boolean): readonly string[] {
  const { model, proof, colors, folder } = told;
  const { survival } = proof;
  const scenario = survival.field.scenario(index);
  const snapshot = survival.snapshot(index);
  const recover = recovery(model, snapshot);
  const touched = workloads
    .map((node): Cell => ({
      node,
      level: survival.level(`workload:${node.id}`, index),
      recovered: recover(node.id),
      cutOff: cutOffWholly(model, snapshot, node),
    }))
    .filter(({ level }) => level > 0);
  const worst = touched.reduce<Level>((most, { level }) => (level > most ? level : most), 0);
  const brief = touched.length > AT_LENGTH && !all;
  const causeIn = (id: string): string => sentence(causeOf(model, snapshot, id), told.at);
  return [
    ...wrapped(`${subject} when ${failureSays(model, scenario)}: ${OUTCOME_SAYS[LEVELS[worst]]}`, '', '  ').map((line) =>
      colors.bold(line),
    ),
    colors.dim(`  ${scenario.id}; places are file:line below ${folder}`),
    ...(brief ? briefLines(told, scenario, touched, causeIn) : touched.flatMap((cell) => atLength(told, scenario, cell, causeIn))),
    ...untouchedLine(workloads.length - touched.length, workloads.length, subject),
    ...(brief ? ['', colors.dim(`  step by step: name one, as --why ${touched[0]?.node.id ?? ''} ${scenario.id}, or add --all`)] : []),
  ];
}

const atLength = (
  told: Told,
  scenario: Scenario,
  { node, level, recovered, cutOff }: Cell,
  causeIn: (id: string) => string,
): readonly string[] => [
  '',
  `${told.colors.bold(node.id)}: ${OUTCOME_SAYS[LEVELS[level]]}`,
  ...wrapped(markOf(told, node, scenario), '    '),
  ...wrapped(causeIn(node.id), '    '),
  ...timeLines(told, recovered, level),
  ...(cutOff.length === 0
    ? []
    : wrapped(`for its ${cutOff.join(', ')}: their last place is cut off`, '   till repaired  ', ' '.repeat(18))),
];

function untouchedLine(untouched: number, all: number, subject: string): readonly string[] {
  if (untouched === 0) return [];
  if (untouched === all) return ['', all === 1 ? 'It is not touched.' : `None of its ${plural(all, 'workload')} is touched.`];
  return ['', `${plural(untouched, 'workload')} of ${subject} ${untouched === 1 ? 'goes' : 'go'} on untouched.`];
}

const row = (seconds: number, text: string): readonly string[] => wrapped(text, `    ${duration(seconds).padStart(12)}  `, ' '.repeat(18));

function timeLines({ source }: Told, { seconds, inHours, loss, from, steps }: Recovery, level: Level): readonly string[] {
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
    ...steps.flatMap(({ what, seconds: took, basis, who, path }) =>
      row(took, `${what}${who === undefined ? '' : `, by ${who}`} [${basis}: ${source(path)}]`),
    ),
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
