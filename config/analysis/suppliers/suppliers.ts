/** Each supplier: its contract, its criteria with their evidence, and what depends on it. */
import { inOrder, type Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { type ContractState, contractShortfalls, contractState, daysBetween } from './contracts';

export interface Criterion {
  readonly criterion: string;
  readonly claim: string;
  readonly evidence: string;
  readonly date: string;
  /** `future`: dated after the day of judgement. */
  readonly state: 'believed' | 'old' | 'future';
}

export interface SupplierState {
  readonly supplier: string;
  readonly roles: readonly string[];
  readonly contract: ContractState;
  readonly criteria: readonly Criterion[];
  /** Model paths of what it supplies. */
  readonly supplies: readonly string[];
  /** Of a supplier of hardware: serial numbers of its hosts, as its support asks for them. */
  readonly serials: readonly { readonly path: string; readonly serial: string; readonly supportEnd: string }[];
}

export function suppliersOf(model: Model, asOf: string, short: (shortfall: Shortfall) => unknown): readonly SupplierState[] {
  const supplies = suppliedBy(model);
  return inOrder(model.suppliers).map(([supplier, { roles, contract, criteria }]) => {
    const state = contractState(model, contract, asOf);
    for (const shortfall of contractShortfalls(`suppliers.${supplier}`, 'contract', state)) short(shortfall);
    return {
      supplier,
      roles,
      contract: state,
      criteria: inOrder(criteria).map(([criterion, described]) => criterionState(model, supplier, criterion, described, asOf, short)),
      supplies: supplies.get(supplier) ?? [],
      serials: inOrder(model.hosts)
        .filter(([, { hardware }]) => model.hardware[hardware]?.supplier === supplier)
        .map(([key, { serial, supportEnd }]) => ({ path: `hosts.${key}`, serial, supportEnd })),
    };
  });
}

type Described = Model['suppliers'][string]['criteria'][string];

function criterionState(
  model: Model,
  supplier: string,
  criterion: string,
  { claim, evidence, date }: Described,
  asOf: string,
  short: (shortfall: Shortfall) => unknown,
): Criterion {
  const days = daysBetween(date, asOf);
  const state = days < 0 ? 'future' : days * 86_400 > model.estate.assumptions.suppliers.evidence ? 'old' : 'believed';
  if (state !== 'believed')
    short({
      id: `suppliers/evidence/${supplier}/${criterion}`,
      subject: `suppliers.${supplier}.criteria.${criterion}`,
      what:
        state === 'old'
          ? `\`${supplier}\` commits to “${claim}”, but its evidence \`${evidence}\` is ${String(days)} days old`
          : `\`${supplier}\` commits to “${claim}”, but its evidence \`${evidence}\` is dated ${date}, a day yet to come`,
      places: [`suppliers.${supplier}.criteria.${criterion}.date`],
      basis: state === 'old' ? 'estimated' : 'declared',
    });
  return { criterion, claim, evidence, date, state };
}

function suppliedBy(model: Model): ReadonlyMap<string, readonly string[]> {
  const supplies = new Map<string, string[]>();
  const add = (supplier: string, path: string): unknown => supplies.get(supplier)?.push(path) ?? supplies.set(supplier, [path]);
  for (const [key, { carrier }] of inOrder(model.links)) add(carrier, `links.${key}`);
  for (const [key, { carrier }] of inOrder(model.accesses)) add(carrier, `accesses.${key}`);
  for (const [key, { accesses }] of inOrder(model.premises))
    for (const [access, { carrier }] of inOrder(accesses)) add(carrier, `premises.${key}.accesses.${access}`);
  for (const [key, { supplier }] of inOrder(model.hardware)) add(supplier, `hardware.${key}`);
  for (const [key, { supplier }] of inOrder(model.applications)) add(supplier, `applications.${key}`);
  return supplies;
}
