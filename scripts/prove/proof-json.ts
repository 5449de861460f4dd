/** The proof for programs. Its shape is documented by `cordee prove --schema`. */
import { inOrder } from '../../config/model/model';
import type { Unmet } from '../../config/analysis/verdict/unmet';
import type { Told } from './summary';

/** Raised when the JSON changes in a way that could break a reader. */
export const PROOF_VERSION = 1;

export function proofJson({ model, proof, at }: Told, asOf: string): unknown {
  const { verdict, books, singleHomed, survival, shortfalls, holds } = proof;
  return {
    version: PROOF_VERSION,
    environment: model.environment,
    asOf,
    holds,
    judged: verdict.judged,
    scenarios: survival.field.size - 1,
    unmet: verdict.unmet.map((cell) => cellJson(cell, at)),
    accepted: Object.fromEntries(verdict.accepted),
    singleHomed,
    shortfalls,
    books,
    tenants: Object.fromEntries(inOrder(model.tenants).map(([key]) => [key, proof.cuts(key)])),
  };
}

const cellJson = ({ chain, ...cell }: Unmet, at: (path: string) => string): unknown => ({
  ...cell,
  because: chain.map(({ path, says }) => ({ path, at: at(path), says })),
});
