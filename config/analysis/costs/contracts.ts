/** Contracts with suppliers and of hosted applications: each euro once, whoever else writes it. */
import { inOrder, type Model } from '../../model/model';
import type { Basis, Shortfall } from '../claim';

export interface Amount {
  /** `hardware`, `energy`, `contracts` or the key of an entry: what a cost key names. */
  readonly post: string;
  /** Its own name among the results: the contracts of applications have one each. */
  readonly name: string;
  readonly cents: number;
  readonly basis: Basis;
  /** What was counted, and how much of it. */
  readonly counted: string;
  /** Reference of the contract behind an entry of the price book. */
  readonly reference?: string;
  /** Tenants that alone pay it; absent: all. */
  readonly tenants?: readonly string[];
  readonly places: readonly string[];
}

/** An amount that is written but not added, since another one says the same euro. */
export interface Repeated {
  readonly path: string;
  readonly cents: number;
  readonly why: string;
}

export const centsOf = (euros: number): number => Math.round(euros * 100);

/** Contracts by their reference: what the price book or another contract says already is not added again. */
export function contracts(
  model: Model,
  book: readonly Amount[],
  short: (shortfall: Shortfall) => unknown,
): { readonly amounts: readonly Amount[]; readonly repeated: readonly Repeated[] } {
  const priced = new Map<string, number>();
  for (const { reference, cents: counted } of book)
    if (reference !== undefined) priced.set(reference, (priced.get(reference) ?? 0) + counted);
  const seen = new Map<string, string>();
  const repeated: Repeated[] = [];
  const once = (path: string, reference: string, amount: number): boolean => {
    const [counted, other] = [priced.get(reference), seen.get(reference)];
    if (counted === undefined && other === undefined) {
      seen.set(reference, path);
      return true;
    }
    if (counted !== undefined && counted !== centsOf(amount)) short(otherwise(path, reference, amount, counted));
    const why = counted === undefined ? `\`${other ?? ''}\` has the same reference` : 'the price book says what it costs';
    repeated.push({ path, cents: centsOf(amount), why: `${reference}: ${why}` });
    return false;
  };
  const applications = inOrder(model.applications).flatMap(([key, { contract, tenants }]): Amount[] => {
    const { amount, reference } = contract;
    const path = `applications.${key}.contract`;
    return amount === undefined || !once(path, reference, amount)
      ? []
      : [
          {
            post: 'contracts',
            name: `applications/${key}`,
            cents: centsOf(amount),
            basis: 'declared',
            counted: reference,
            tenants,
            places: [path],
          },
        ];
  });
  const suppliers = inOrder(model.suppliers).flatMap(([key, { contract }]) => {
    const { amount, reference } = contract;
    const path = `suppliers.${key}.contract`;
    return amount === undefined || !once(path, reference, amount) ? [] : [{ path, amount }];
  });
  const all: Amount = {
    post: 'contracts',
    name: 'contracts',
    cents: suppliers.reduce((sum, { amount }) => sum + centsOf(amount), 0),
    basis: 'declared',
    counted: `${String(suppliers.length)} contracts`,
    places: suppliers.map(({ path }) => path),
  };
  return { amounts: [all, ...applications], repeated };
}

const otherwise = (path: string, reference: string, amount: number, counted: number): Shortfall => ({
  id: `costs/contract/${path.split('.').slice(0, 2).join('/')}`,
  subject: path.split('.').slice(0, 2).join('.'),
  what: `contract \`${reference}\` says ${String(amount)} EUR a year, the price book counts ${String(counted / 100)} EUR for it`,
  places: [`${path}.amount`, 'costs.entries'],
  basis: 'computed',
});
