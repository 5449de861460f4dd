/** One failure for programs: the order over the whole estate, or the cells that were asked for, those that hold among them. */
import { recovery } from '../../config/analysis/clock';
import { LEVELS } from '../../config/analysis/levels';
import { boundRows } from '../../config/analysis/verdict/bound';
import { causeOf } from '../../config/analysis/verdict/chain';
import { familyOf, promiseOf } from '../../config/analysis/verdict/promise';
import type { Asked } from './asked';
import { nightOf } from './night';
import { lineJson, lossJson, time } from './plan-json';
import { rowLinks } from './rows';
import type { ProofJson } from './schema';
import type { Told } from './told';

type WhyJson = NonNullable<ProofJson['why']>;

export function whyJson(told: Told, asked: Asked): WhyJson {
  const { order, ...night } = nightOf(told, asked.index);
  return { ...night, ...(asked.about === 'estate' ? { order: order.map(lineJson) } : { cells: cellsOf(told, asked) }) };
}

function cellsOf(told: Told, asked: Exclude<Asked, { readonly about: 'estate' }>): NonNullable<WhyJson['cells']> {
  const { model, proof, at } = told;
  const { survival, verdict } = proof;
  const scenario = survival.field.scenario(asked.index);
  const snapshot = survival.snapshot(asked.index);
  const family = familyOf(scenario);
  const recover = recovery(model, snapshot);
  const rows = asked.about === 'row' ? [asked.row] : asked.workloads.map(({ id }) => `workload:${id}`);
  const bound = boundRows(model);
  return rows.map((row) => {
    const id = `${row}@${scenario.id}`;
    const node = model.workloads[row.replace(/^workload:/, '')];
    const cell = verdict.unmet.find((unmet) => unmet.id === id);
    const promised =
      family !== undefined &&
      (node === undefined
        ? bound.some((one) => one.row === row && one.holdsIn(scenario, family))
        : promiseOf(model, node)?.survives.has(family) === true);
    const level = survival.level(row, asked.index);
    const links = level === 0 ? [] : node === undefined ? rowLinks(model, snapshot, row) : causeOf(model, snapshot, node.id);
    const recovered = node === undefined ? undefined : recover(node.id);
    return {
      id,
      outcome: LEVELS[level],
      promise: !promised ? 'none' : cell === undefined ? 'kept' : cell.exception === undefined ? 'not-kept' : 'accepted',
      ...(cell === undefined ? {} : { rule: cell.rule }),
      ...(cell?.exception === undefined ? {} : { exception: cell.exception }),
      ...(recovered === undefined
        ? {}
        : { ...time('seconds', recovered.seconds), ...time('inHours', recovered.inHours), ...lossJson(recovered.loss) }),
      because: links.map(({ path, says }) => ({ path, at: at(path), says })),
    };
  });
}
