/** The books in a line each: room, copies, energy, costs, virtualisation, contracts. */
import type { Proof } from '../../config/analysis';
import type { Measure } from '../../config/analysis/capacity';
import type { Figure } from '../../config/analysis/claim';
import type { Model } from '../../config/model/model';
import type { Told } from './told';
import { plural, wrapped } from './words';

const number = ({ value }: Figure): string => value.toLocaleString('en', { maximumFractionDigits: value < 1000 ? 1 : 0 });
const row = (label: string, text: string): readonly string[] => wrapped(text, `  ${label.padEnd(16)}`, ' '.repeat(18));

/** Like is set against like: of what is computed, what the meters cover. */
function metered(readings: Proof['books']['energy']['readings']): string {
  if (readings.length === 0) return 'no meter is described';
  const sum = (of: 'measured' | 'computed'): number => readings.reduce((total, reading) => total + reading[of].value, 0);
  const [measured, computed] = [sum('measured'), sum('computed')];
  const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });
  const apart =
    measured === 0 ? '' : `, ${Math.abs((100 * (computed - measured)) / measured).toFixed(1)} % ${computed < measured ? 'less' : 'more'}`;
  return `of what meters cover ${whole(computed)} kWh [estimated] where they say ${whole(measured)} kWh [declared]${apart}`;
}

/** Resources whose share of what is left says how full it is. */
const SHARED = ['memory', 'cpu', 'iops', 'throughput', 'recovery', 'link'];

/** How much of what the loss of a site leaves is asked for: the tightest of each resource, and all seats together. */
function leftLine(model: Model, measures: readonly Measure[], scenario: string): string {
  const mine = measures.filter((one) => one.scenario === scenario);
  const parts = SHARED.flatMap((resource) => {
    const some = mine.filter((one) => one.resource === resource && one.share !== undefined);
    const [tightest] = [...some].sort((a, b) => (b.share?.value ?? 0) - (a.share?.value ?? 0));
    if (tightest?.share === undefined) return [];
    if (some.every(({ needed }) => needed.value === 0)) return [`${resource} nothing declared`];
    return [`${resource} ${tightest.share.value.toFixed(0)} % [${tightest.basis}]`];
  });
  const seats = mine.filter(({ resource }) => resource === 'seats');
  const sum = (values: readonly number[]): string => String(values.reduce((total, value) => total + value, 0));
  if (seats.length === 0) return parts.join(', ');
  const left = sum(seats.map(({ limit }) => limit?.value ?? 0));
  const all = sum(Object.values(model.desktops).map((desktop) => desktop.seats));
  return [...parts, `${left} of ${all} seats, ${sum(seats.map(({ needed }) => needed.value))} must be left [estimated]`].join(', ');
}

export function figures({ model, proof: { books } }: Pick<Told, 'model' | 'proof'>): readonly string[] {
  const { capacity, backup, energy, costs, suppliers, virtualisation } = books;
  const scenarios = [...new Set(capacity.measures.map(({ scenario }) => scenario))].filter((scenario) => scenario.startsWith('site:'));
  const tightest = scenarios.flatMap((scenario) => row(`without ${scenario.slice(5)}`, leftLine(model, capacity.measures, scenario)));
  const whole = backup.workloads.filter(({ workload }) => !backup.shortfalls.some(({ id }) => id.endsWith(`/${workload}`))).length;
  const { goal } = energy;
  const ending = [...suppliers.suppliers.map(({ contract }) => contract), ...suppliers.applications.map(({ contract }) => contract)].filter(
    ({ state }) => state === 'ending' || state === 'ended',
  ).length;
  const dearest = [...costs.tenants].sort((a, b) => b.amount.value - a.amount.value).slice(0, 3);
  return [
    ...tightest,
    ...row('backup', `3-2-1-1-0 of ${String(whole)} of ${plural(backup.workloads.length, 'workload')} [computed]`),
    ...row(
      'energy',
      `${number(energy.energy)} kWh a year, ${number(energy.carbon)} kgCO2e [${energy.energy.basis}]; ${metered(energy.readings)}; ${number(goal.reductionMeasured)} % less than ${String(goal.year)} [${goal.reductionMeasured.basis}] (goal ${number(goal.goal)} %)`,
    ),
    ...row(
      'costs',
      `${number(costs.total)} EUR a year [${costs.total.basis}]; ${dearest.map(({ tenant, amount }) => `${tenant} ${number(amount)}`).join(', ')}${costs.tenants.length > dearest.length ? ' …' : ''}`,
    ),
    ...row('virtualised', `${number(virtualisation.rate)} % of servers [${virtualisation.rate.basis}]`),
    ...row(
      'contracts',
      `${ending === 0 ? 'none ends soon' : `${plural(ending, 'contract ends', 'contracts end')} too soon for a new one`} [declared]`,
    ),
  ];
}
