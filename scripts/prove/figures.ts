/** The books in a line each: room, copies, energy, costs, virtualisation, contracts. */
import type { Proof } from '../../config/analysis';
import type { Figure } from '../../config/analysis/claim';
import { plural, wrapped } from './words';

const number = ({ value }: Figure): string => value.toLocaleString('en', { maximumFractionDigits: value < 1000 ? 1 : 0 });
const row = (label: string, text: string): readonly string[] => wrapped(text, `  ${label.padEnd(16)}`, ' '.repeat(18));

export function figures({ books }: Proof): readonly string[] {
  const { capacity, backup, energy, costs, suppliers, virtualisation } = books;
  const scenarios = [...new Set(capacity.measures.map(({ scenario }) => scenario))].filter((scenario) => scenario.startsWith('site:'));
  const tightest = scenarios.flatMap((scenario) => {
    const shares = new Map<string, number>();
    for (const { resource, share, scenario: of } of capacity.measures)
      if (of === scenario && share !== undefined) shares.set(resource, Math.max(shares.get(resource) ?? 0, share.value));
    return row(`without ${scenario.slice(5)}`, [...shares].map(([resource, share]) => `${resource} ${share.toFixed(0)} %`).join(', '));
  });
  const whole = backup.workloads.filter(({ workload }) => !backup.shortfalls.some(({ id }) => id.endsWith(`/${workload}`))).length;
  const { goal } = energy;
  const ending = [...suppliers.suppliers.map(({ contract }) => contract), ...suppliers.applications.map(({ contract }) => contract)].filter(
    ({ state }) => state === 'ending' || state === 'ended',
  ).length;
  const dearest = [...costs.tenants].sort((a, b) => b.amount.value - a.amount.value).slice(0, 3);
  return [
    ...tightest,
    ...row('backup', `3-2-1-1-0 of ${String(whole)} of ${plural(backup.workloads.length, 'workload')}`),
    ...row(
      'energy',
      `${number(energy.energy)} kWh a year, ${number(energy.carbon)} kgCO2e [${energy.energy.basis}]; meters ${number(goal.measured)} kWh, ${number(goal.reductionMeasured)} % less than ${String(goal.year)} (goal ${number(goal.goal)} %)`,
    ),
    ...row(
      'costs',
      `${number(costs.total)} EUR a year [${costs.total.basis}]; ${dearest.map(({ tenant, amount }) => `${tenant} ${number(amount)}`).join(', ')}${costs.tenants.length > dearest.length ? ' …' : ''}`,
    ),
    ...row('virtualised', `${number(virtualisation.rate)} % of servers [${virtualisation.rate.basis}]`),
    ...row('contracts', ending === 0 ? 'none ends soon' : `${plural(ending, 'contract ends', 'contracts end')} too soon for a new one`),
  ];
}
