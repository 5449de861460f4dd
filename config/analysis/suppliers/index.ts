/**
 * Suppliers, hosted applications and hosting agreements on a day: when they end, how to leave, and what was promised with which evidence.
 * That a contract has ended is for the check (`contract-ended`); here is what it cannot see.
 */
import { inOrder, type Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { type ApplicationState, applicationsOf } from './applications';
import { type ContractState, contractShortfalls, contractState } from './contracts';
import { type SupplierState, suppliersOf } from './suppliers';

export interface AgreementState {
  readonly tenant: string;
  readonly agreement: ContractState;
  /** How the tenant gets its data back. */
  readonly reversibility: string;
}

export interface SupplierResult {
  readonly suppliers: readonly SupplierState[];
  readonly applications: readonly ApplicationState[];
  readonly agreements: readonly AgreementState[];
  readonly shortfalls: readonly Shortfall[];
}

/** `asOf`: the day at which dates are judged, `2026-11-23`. */
export function supplierStateOf(model: Model, asOf: string): SupplierResult {
  const shortfalls: Shortfall[] = [];
  const short = (shortfall: Shortfall): unknown => shortfalls.push(shortfall);
  return {
    suppliers: suppliersOf(model, asOf, short),
    applications: applicationsOf(model, asOf, short),
    agreements: inOrder(model.tenants).map(([tenant, { agreement }]) => {
      const state = contractState(model, agreement, asOf);
      for (const shortfall of contractShortfalls(`tenants.${tenant}`, 'agreement', state)) short(shortfall);
      return { tenant, agreement: state, reversibility: agreement.reversibility };
    }),
    shortfalls,
  };
}
