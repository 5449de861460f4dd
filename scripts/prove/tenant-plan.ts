/** A tenant’s plan: for the loss of each site, in which order it is back, when, and who decides; then what would take it. */
import { plan, recovery } from '../../config/analysis/clock';
import { duration } from '../../config/analysis/duration';
import { datacenterSites } from '../../config/views';
import type { Told } from './told';
import { few, OUTCOME_SAYS, wrapped } from './words';

/** Partners that are named one by one; the others are counted. */
const SHOWN = 6;

/** `all`: every pair, however many. */
export function tenantPlan({ model, proof, colors }: Told, tenant: string, all: boolean): readonly string[] {
  const { survival } = proof;
  const sites = datacenterSites(model).flatMap((site) => {
    const index = survival.field.indexOf(`site:${site}`);
    if (index === undefined) return [];
    const snapshot = survival.snapshot(index);
    const recover = recovery(model, snapshot);
    const lines = plan(model, snapshot, tenant).flatMap(({ workload, outcome, place, who, waitsFor, way }) => {
      // Until its users reach it: routing counted, as everywhere else.
      const { seconds, inHours } = recover(workload);
      const when = way === 'runs' && seconds === 0 ? 'goes on' : duration(seconds);
      const where = place === undefined ? '' : ` at ${place}`;
      const hours = inHours === seconds ? '' : `; in office hours ${duration(inHours)}`;
      const wait = waitsFor === undefined ? '' : `, after ${waitsFor}`;
      const does = outcome === 'uninterrupted' ? '' : ` ${OUTCOME_SAYS[outcome]}`;
      const by = who === undefined ? '' : ` (${who})`;
      return wrapped(`${workload}${does}${where}${wait}${by}${hours}`, `  ${when.padStart(12)}  `, ' '.repeat(16));
    });
    return ['', colors.bold(`When site ${site} is lost`), ...lines];
  });
  const { alone, pairs } = proof.cuts(tenant);
  const { costs, energy } = proof.books;
  const cost = costs.tenants.find((one) => one.tenant === tenant);
  const share = energy.tenants.find((one) => one.tenant === tenant);
  const amount = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    colors.bold(`${tenant}: who is back when`),
    ...(cost === undefined || share === undefined
      ? []
      : [
          `  ${amount(cost.amount.value)} EUR, ${amount(share.energy.value)} kWh and ${amount(share.carbon.value)} kgCO2e a year [${cost.amount.basis}]`,
        ]),
    ...sites,
    '',
    colors.bold('What would take one of its workloads'),
    ...(alone.length === 0 ? ['  no single failure'] : wrapped(`alone: ${alone.join(', ')}`, '  ', '    ')),
    ...gathered(pairs, all ? Infinity : SHOWN),
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
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([element, others]) => {
      return wrapped(`not while ${element} is down: ${few(others, shown)}`, '  ', '    ');
    });
}
