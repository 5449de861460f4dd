/** Rows that are no workload: what one failure does to a place, a use, a school, an application, a machine or a pool of seats. */
import { duration } from '../../config/rules/lib/text';
import { LEVELS } from '../../config/analysis/levels';
import type { Snapshot } from '../../config/analysis/snapshot';
import { causeOf } from '../../config/analysis/verdict/chain';
import { machineLinks, seatLinks } from '../../config/analysis/verdict/chain-bound';
import { premisesLinks, schoolLinks, useLinks } from '../../config/analysis/verdict/chain-school';
import type { Link } from '../../config/analysis/verdict/link';
import type { Model } from '../../config/model/model';
import { failureSays } from './failure-words';
import type { Told } from './told';
import { OUTCOME_SAYS, sentence, wrapped } from './words';

export function rowLines(told: Told, row: string, index: number): readonly string[] {
  const { model, proof, colors, folder } = told;
  const { survival, verdict } = proof;
  const scenario = survival.field.scenario(index);
  const level = survival.level(row, index);
  const cell = verdict.unmet.find(({ id }) => id === `${row}@${scenario.id}`);
  const links = level === 0 ? [] : rowLinks(model, survival.snapshot(index), row);
  return [
    ...wrapped(`${row} when ${failureSays(model, scenario)}: ${OUTCOME_SAYS[LEVELS[level]]} [computed]`, '', '  ').map((line) =>
      colors.bold(line),
    ),
    colors.dim(`  ${row}@${scenario.id}; places are file:line below ${folder}`),
    ...(cell === undefined
      ? []
      : [
          cell.exception === undefined
            ? `  ${colors.red('NOT KEPT')} [${cell.rule}]`
            : `  ${colors.yellow('not kept')}, accepted by ${cell.exception} [${cell.rule}]`,
        ]),
    ...(links.length === 0 ? [] : wrapped(sentence(links, told.at), '  ')),
  ];
}

/** Why a row is not as it was, where something can be named. */
export function rowLinks(model: Model, snapshot: Snapshot, row: string): readonly Link[] {
  const [, kind = '', key = ''] = /^([a-z]+):(.+)$/.exec(row) ?? [];
  if (kind === 'machine') return machineLinks(model, snapshot, key);
  if (kind === 'desktop') return seatLinks(model, snapshot, key);
  if (kind === 'premises') return premisesLinks(key);
  if (kind === 'use') return useLinks(snapshot, key);
  if (kind === 'school') return schoolLinks(model, snapshot, key);
  if (kind === 'application') return applicationLinks(model, snapshot, key);
  return [];
}

function applicationLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const application = model.applications[key];
  if (application === undefined) return [];
  const { use, identity, promised, reversibility } = application;
  if (snapshot.scenario.elements.includes(`provider:${key}`))
    return [
      {
        path: `applications.${key}.promised.rto`,
        says: `its provider has failed, who promises to be back in ${duration(promised.rto)} [declared]`,
      },
      { path: `applications.${key}.reversibility.notice`, says: `leaving him takes notice of ${duration(reversibility.notice)}` },
    ];
  if (snapshot.row(`use:${use}`) > 0) return useLinks(snapshot, use);
  const [first] = [...identity].sort((a, b) => snapshot.workload(a).level - snapshot.workload(b).level);
  return first === undefined
    ? []
    : [
        { path: `applications.${key}.identity`, says: `nobody signs in but by ${identity.map((id) => `\`${id}\``).join(', ')}` },
        ...causeOf(model, snapshot, first),
      ];
}
