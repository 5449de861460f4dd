/** The proof for programs. Its shape is documented by `cordee prove --schema`. */
import { inOrder } from '../../config/model/model';
import type { Books } from '../../config/analysis/books';
import type { TenantPlan } from '../../config/analysis/tenants';
import type { Unmet } from '../../config/analysis/verdict/unmet';
import { covered, idle } from './exceptions';
import { failuresOf } from './failures';
import { becauseOf, promisePath } from './group-lines';
import { lossJson, planJson } from './plan-json';
import { PROOF_VERSION, type ProofJson } from './schema';
import type { Told } from './told';
import type { Asked } from './asked';
import { whyJson } from './why-json';

/** `plan`: of the tenant that was asked for; `asked`: the failure that was. */
export function proofJson(told: Told, plan?: TenantPlan, asked?: Asked): ProofJson {
  const { model, proof, asOf, at, broken } = told;
  const { verdict, books, cutOff, unplaced, singleHomed, survival, shortfalls, holds, promisesNothing } = proof;
  return {
    version: PROOF_VERSION,
    environment: model.environment,
    asOf,
    holds,
    broken,
    judged: verdict.judged,
    scenarios: survival.field.size - 1,
    unmet: verdict.unmet.map((cell) => cellJson(told, cell)),
    accepted: covered(told),
    idle: idle(told),
    promisesNothing,
    cutOff,
    unplaced,
    singleHomed,
    shortfalls,
    tenants: Object.fromEntries(inOrder(model.tenants).map(([key]) => [key, proof.cuts(key)])),
    ...(plan === undefined ? {} : { plan: planJson(told, plan) }),
    ...(asked === undefined ? {} : { why: whyJson(told, asked) }),
    failures: failuresOf(told).map(({ path, ...failure }) => ({ ...failure, ...(path === undefined ? {} : { path, at: at(path) }) })),
    books: booksJson(books),
  };
}

function cellJson(told: Told, unmet: Unmet): ProofJson['unmet'][number] {
  const { chain: _chain, loss, ...cell } = unmet;
  const promised = promisePath(told, unmet);
  return {
    ...cell,
    ...lossJson(loss),
    ...(promised === undefined ? {} : { promised: { path: promised, at: told.at(promised) } }),
    because: becauseOf(unmet).map(({ path, says, seconds }) => ({
      path,
      at: told.at(path),
      says,
      ...(seconds === undefined ? {} : { seconds }),
    })),
  };
}

/** What the books hold and the schema does not know is an error of types here, not the surprise of a reader. */
function booksJson(books: Books): ProofJson['books'] {
  const json: ProofJson['books'] = books;
  return json satisfies Books;
}
