/** A tenant’s plan: for the loss of each site, in which order it is back, when, and who decides; then what would take it. */
import { plan } from '../../config/analysis/clock';
import { datacenterSites } from '../../config/views';
import type { Told } from './summary';
import { wrapped } from './summary';
import { duration, OUTCOME_SAYS, plural } from './words';

/** Pairs that are named one by one; the others are counted. */
const SHOWN_PAIRS = 12;

export function tenantPlan({ model, proof, colors }: Told, tenant: string): readonly string[] {
  const { survival } = proof;
  const sites = datacenterSites(model).flatMap((site) => {
    const index = survival.field.indexOf(`site:${site}`);
    if (index === undefined) return [];
    const lines = plan(model, survival.snapshot(index), tenant).map(({ workload, outcome, place, works, who, waitsFor, way }) => {
      const when = way === 'runs' ? 'goes on' : duration(works);
      const where = place === undefined ? '' : ` at ${place}`;
      const wait = waitsFor === undefined ? '' : `, after ${waitsFor}`;
      return `  ${when.padStart(12)}  ${workload} ${way === 'runs' ? '' : OUTCOME_SAYS[outcome]}${where}${wait}${who === undefined ? '' : ` (${who})`}`.trimEnd();
    });
    return ['', colors.bold(`When site ${site} is lost`), ...lines];
  });
  const { alone, pairs } = proof.cuts(tenant);
  return [
    colors.bold(`${tenant}: who is back when`),
    ...sites,
    '',
    colors.bold('What would take one of its workloads'),
    ...(alone.length === 0 ? ['  no single failure'] : [`  alone: ${alone.join(', ')}`]),
    ...pairs.slice(0, SHOWN_PAIRS).map(([a, b]) => `  not while ${a} is down: ${b}`),
    ...(pairs.length > SHOWN_PAIRS
      ? wrapped(`and ${plural(pairs.length - SHOWN_PAIRS, 'further pair')}: cordee prove --tenant ${tenant} --format json`)
      : []),
  ];
}
