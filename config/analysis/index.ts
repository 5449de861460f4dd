/** The proof of an estate: all parts of the analysis, wired on one page. */
import { inOrder, type Model } from '../model/model';
import { type Books, booksOf } from './books';
import { type Survival, survivalOf } from './survival';
import { type Unplaced, unplacedOf } from './survival/places';
import { type CutOff, cutOffOf } from './verdict/cut-off';
import { type Cuts, cutsOf } from './verdict/cuts';
import { type Verdict, verdictOf } from './verdict';
import { isPromisedNothing } from './verdict/promise';
import { type JudgedShortfall, judgedShortfalls } from './verdict/shortfalls';

export interface Proof {
  /** Nothing that must hold fails without a live exception. */
  readonly holds: boolean;
  readonly survival: Survival;
  readonly verdict: Verdict;
  readonly books: Books;
  readonly shortfalls: readonly JudgedShortfall[];
  /** Tenants with workloads, none of which is promised to survive anything: a verdict says nothing about them. */
  readonly promisesNothing: readonly string[];
  /** Tenant → the smallest sets of failures that take one of its workloads. */
  readonly cuts: (tenant: string) => Cuts;
  /** What one failure cuts off beside workloads, the worst first: shown, not promised. */
  readonly cutOff: readonly CutOff[];
  /** Users of whom no place is described: they count as reached, and nothing is judged. */
  readonly unplaced: readonly Unplaced[];
  /** Premises that one failure cuts off, with the elements that do: shown, not promised. */
  readonly singleHomed: readonly { readonly premises: string; readonly by: readonly string[] }[];
}

/** `asOf` is the day at which exceptions, contracts and tests are judged. */
export function proofOf(model: Model, asOf: string): Proof {
  const survival = survivalOf(model);
  const verdict = verdictOf(model, survival, asOf);
  const books = booksOf(model, asOf);
  const shortfalls = judgedShortfalls(model, books, asOf);
  return {
    holds: verdict.holds && shortfalls.every(({ rule, exception }) => rule === undefined || exception !== undefined),
    survival,
    verdict,
    books,
    shortfalls,
    promisesNothing: inOrder(model.tenants).flatMap(([tenant]) => (isPromisedNothing(model, tenant) ? [tenant] : [])),
    cuts: (tenant) => cutsOf(survival, `tenant:${tenant}`),
    cutOff: cutOffOf(model, survival),
    unplaced: unplacedOf(model),
    singleHomed: inOrder(model.premises).flatMap(([premises, { accesses }]) => {
      const by = Object.keys(accesses).length === 1 ? cutsOf(survival, `premises:${premises}`).alone : [];
      return by.length === 0 ? [] : [{ premises, by }];
    }),
  };
}
