/** Rows that are no workload: what one failure does to a place, a use, a school, an application, a machine or a pool of seats. */
import { LEVELS, STOPPED } from '../../config/analysis/levels';
import type { Snapshot } from '../../config/analysis/snapshot';
import { causeOf } from '../../config/analysis/verdict/chain';
import { machineLinks, seatLinks } from '../../config/analysis/verdict/chain-bound';
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
  if (kind === 'premises')
    return [{ path: `premises.${key}.accesses`, says: `no access of \`${key}\` is up, or no router where it lands` }];
  if (kind === 'use') return useLinks(snapshot, key);
  if (kind === 'school') return schoolLinks(model, snapshot, key);
  if (kind === 'application') return applicationLinks(model, snapshot, key);
  return [];
}

const useLinks = (snapshot: Snapshot, use: string): readonly Link[] => [
  {
    path: `uses.${use}.accesses`,
    says:
      snapshot.row(`use:${use}`) >= STOPPED
        ? `no access of \`${use}\` is up`
        : `only one side has an access of \`${use}\` that is up, and the sides are not joined`,
  },
];

function schoolLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const { premises = '', exit = '' } = model.schools[key] ?? {};
  if (snapshot.row(`premises:${premises}`) >= STOPPED) return rowLinks(model, snapshot, `premises:${premises}`);
  if (snapshot.row(`use:${exit}`) >= STOPPED) return useLinks(snapshot, exit);
  return [{ path: `schools.${key}`, says: `no filter and no access of \`${exit}\` is left together at a side that it reaches` }];
}

function applicationLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const { use = '', identity = [] } = model.applications[key] ?? {};
  if (snapshot.scenario.elements.includes(`provider:${key}`)) return [{ path: `applications.${key}`, says: 'its provider has failed' }];
  if (snapshot.row(`use:${use}`) > 0) return useLinks(snapshot, use);
  const [first] = [...identity].sort((a, b) => snapshot.workload(a).level - snapshot.workload(b).level);
  return first === undefined
    ? []
    : [
        { path: `applications.${key}.identity`, says: `nobody signs in but by ${identity.map((id) => `\`${id}\``).join(', ')}` },
        ...causeOf(model, snapshot, first),
      ];
}
