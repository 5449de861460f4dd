/** A tenant’s plan: what an operator does at night, then what its director was promised, then what would take it. */
import type { TenantPlan } from '../../config/analysis/tenants';
import { cutOffLinesFor } from './cut-off';
import { agreedLines, audienceLines, seatLines } from './tenant-agreed';
import { callLines, decisionLines, restartLines, wayBackLines } from './tenant-night';
import type { Told } from './told';
import { few, plural, wrapped } from './words';

/** Partners that are named one by one, and elements that have some; the others are counted. */
const SHOWN = 6;

/** `all`: every pair, however many. */
export function tenantPlan(told: Told, plan: TenantPlan, all: boolean): readonly string[] {
  const { model, proof, colors } = told;
  const { tenant } = plan;
  const { alone, pairs } = proof.cuts(tenant);
  const { costs, energy } = proof.books;
  const cost = costs.tenants.find((one) => one.tenant === tenant);
  const share = energy.tenants.find((one) => one.tenant === tenant);
  const amount = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    colors.bold(`${tenant}: ${model.tenants[tenant]?.title ?? tenant}`),
    ...callLines(told, tenant),
    ...restartLines(told, plan),
    ...decisionLines(told, plan),
    ...wayBackLines(told, plan),
    ...agreedLines(told, plan),
    ...audienceLines(told, plan),
    ...seatLines(told, plan),
    ...(cost === undefined || share === undefined
      ? []
      : [
          '',
          colors.bold('In a year'),
          `  ${amount(cost.amount.value)} EUR, ${amount(share.energy.value)} kWh and ${amount(share.carbon.value)} kgCO2e [${cost.amount.basis}]`,
        ]),
    '',
    colors.bold('What would take one of its workloads [computed]'),
    ...(alone.length === 0 ? ['  no single failure'] : wrapped(`alone: ${alone.join(', ')}`, '  ', '    ')),
    ...gathered(pairs, all ? Infinity : SHOWN),
    ...cutOffLinesFor(told, tenant, all),
  ];
}

/** Pairs under the element that most of them share: “not while X is down” is what people plan work by. */
function gathered(pairs: readonly (readonly [string, string])[], shown: number): readonly string[] {
  const count = new Map<string, number>();
  for (const element of pairs.flat()) count.set(element, (count.get(element) ?? 0) + 1);
  const groups = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    const [most, other] = (count.get(a) ?? 0) >= (count.get(b) ?? 0) ? [a, b] : [b, a];
    const known = groups.get(most);
    if (known === undefined) groups.set(most, [other]);
    else known.push(other);
  }
  const ordered = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const told = ordered.slice(0, shown);
  const left = ordered.slice(told.length).reduce((sum, [, others]) => sum + others.length, 0);
  return [
    ...told.flatMap(([element, others]) => wrapped(`not while ${element} is down: ${few(others, shown / 2)}`, '  ', '    ')),
    ...(left === 0 ? [] : [`  … and ${plural(left, 'pair')} more: --all`]),
  ];
}
