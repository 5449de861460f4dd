/** One failure for whoever is on call: what falls, who decides what, and what is started in which order over the whole estate. */
import { planOfEstate, type PlanLine, recovery, type Way } from '../../config/analysis/clock';
import { duration } from '../../config/analysis/duration';
import type { Scenario } from '../../config/analysis/scenarios';
import { inOrder } from '../../config/model/model';
import { type Failure, takenBy } from './failures';
import { failureSays } from './failure-words';
import { callLines } from './tenant-night';
import type { Told } from './told';
import { few, plural, wrapped } from './words';

export interface Night {
  readonly failure: string;
  readonly says: string;
  /** Ids of equipment and lines that are down with it. */
  readonly takes: Failure['takes'];
  /** Volumes of which somebody decides which side serves. */
  readonly decisions: readonly string[];
  /** All that is interrupted, in the order in which it begins; `seconds` until its users reach it. */
  readonly order: readonly (PlanLine & { readonly seconds: number })[];
}

export function nightOf({ model, proof: { survival } }: Pick<Told, 'model' | 'proof'>, index: number): Night {
  const scenario: Scenario = survival.field.scenario(index);
  const snapshot = survival.snapshot(index);
  const recover = recovery(model, snapshot);
  return {
    failure: scenario.id,
    says: failureSays(model, scenario),
    takes: takenBy(model, survival.field, index),
    decisions: inOrder(model.volumes).flatMap(([key]) => (snapshot.volume(key) === 'refused' ? [key] : [])),
    order: planOfEstate(model, snapshot).map((line) => ({ ...line, seconds: recover(line.workload).seconds })),
  };
}

/** Names that are told at once; the others are counted, unless all are asked for. */
const SHOWN = 8;

const titles = (onCall: string): readonly (readonly [way: Way, title: string])[] => [
  ['by-hand', `Started by hand by ${onCall}, one after the other [estimated]`],
  ['restore', `Restored from copies by ${onCall} [estimated]`],
  ['ha', 'Started by HA, in its waves [estimated]'],
  ['runs', 'Not hit, but waits for what was [estimated]'],
  ['none', 'Back when what failed is repaired: nothing that is described brings it back before'],
];

export function nightLines(told: Told, index: number, all: boolean): readonly string[] {
  const { model, colors, folder, command } = told;
  const { failure, says, takes, decisions, order } = nightOf(told, index);
  const shown = all ? Infinity : SHOWN;
  return [
    ...wrapped(`The whole estate when ${says}`, '', '  ').map((line) => colors.bold(line)),
    colors.dim(`  ${failure}; places are file:line below ${folder}`),
    ...(takes.length === 0 ? [] : wrapped(`with it: ${few(takes, shown)}`)),
    ...callLines(told),
    ...(decisions.length === 0
      ? []
      : [
          '',
          colors.bold('What is decided first'),
          ...wrapped(`${model.estate.operations.failoverDecision}: which side serves ${few(decisions, shown)}`, '  ', '    '),
          ...wrapped('before a side is told so, what could go on writing at the other must be off; for each tenant it is named by'),
          `    ${command('prove --tenant KEY')}`,
        ]),
    ...(order.length === 0
      ? ['', 'No workload is interrupted.']
      : titles(model.estate.operations.onCall).flatMap(([way, title]) => turnLines(told, title, order, way, shown))),
  ];
}

/** What people do by hand is told one by one, however much it is; of the rest the first. */
function turnLines({ colors }: Told, title: string, order: Night['order'], way: Way, shown: number): readonly string[] {
  const mine = order.filter((line) => line.way === way);
  if (mine.length === 0) return [];
  if (way === 'none')
    return [
      '',
      colors.bold(title),
      ...wrapped(
        few(
          mine.map(({ workload }) => workload),
          shown,
        ),
        '  ',
        '    ',
      ),
    ];
  const told = way === 'by-hand' ? mine : mine.slice(0, shown);
  return [
    '',
    colors.bold(title),
    ...told.flatMap(({ workload, place, begins, seconds, waitsFor, from }, index) => {
      const parts = [
        `${way === 'by-hand' ? `${String(index + 1)}. ` : ''}${workload}${place === undefined ? '' : ` at ${place}`}`,
        ...(from === undefined ? [] : [`from ${from.repository}`]),
        ...(waitsFor === undefined ? [] : [`after ${waitsFor}`]),
        Number.isFinite(seconds) ? `its users are back after ${duration(seconds)}` : 'its users do not reach it',
      ];
      return wrapped(parts.join(', '), `  ${duration(begins).padStart(12)}  `, ' '.repeat(16));
    }),
    ...(told.length === mine.length ? [] : [`  … and ${plural(mine.length - told.length, 'more workload')}: --all`]),
  ];
}
