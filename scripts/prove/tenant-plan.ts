/** A tenant’s plan: for the loss of each site, in which order it is back, when, and who decides; then what would take it. */
import { plan } from '../../config/analysis/clock';
import { datacenterSites } from '../../config/views';
import type { Told } from './told';
import { duration, few, OUTCOME_SAYS, wrapped } from './words';

/** Partners that are named one by one; the others are counted. */
const SHOWN = 6;

export function tenantPlan({ model, proof, colors }: Told, tenant: string): readonly string[] {
  const { survival } = proof;
  const sites = datacenterSites(model).flatMap((site) => {
    const index = survival.field.indexOf(`site:${site}`);
    if (index === undefined) return [];
    const lines = plan(model, survival.snapshot(index), tenant).map(({ workload, outcome, place, works, who, waitsFor, way }) => {
      const when = way === 'runs' ? 'goes on' : duration(works);
      const where = place === undefined ? '' : ` at ${place}`;
      const wait = waitsFor === undefined ? '' : `, after ${waitsFor}`;
      return `  ${when.padStart(12)}  ${workload}${way === 'runs' ? '' : ` ${OUTCOME_SAYS[outcome]}`}${where}${wait}${who === undefined ? '' : ` (${who})`}`.trimEnd();
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
    ...(alone.length === 0 ? ['  no single failure'] : [`  alone: ${alone.join(', ')}`]),
    ...gathered(pairs),
  ];
}

/** Pairs under the element that most of them share: “not while X is down” is what people plan work by. */
function gathered(pairs: readonly (readonly [string, string])[]): readonly string[] {
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
      return wrapped(`not while ${element} is down: ${few(others, SHOWN)}`, '  ', '    ');
    });
}
