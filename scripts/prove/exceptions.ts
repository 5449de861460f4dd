/** Which exceptions cover something of the proof, and which cover nothing. */
import { inOrder } from '../../config/model/model';
import { proofRules } from '../../config/proof-rules';
import { UNMET_RULES } from '../../config/analysis/verdict/unmet';
import type { Told } from './told';

export interface Covered {
  readonly exception: string;
  readonly cells: number;
  readonly shortfalls: number;
}

/** An exception to a rule of the proof that covers nothing. */
export interface Idle {
  readonly exception: string;
  /** True: its last day is past, so it could not cover anything. */
  readonly ended: boolean;
}

type Judged = Pick<Told, 'model' | 'proof' | 'asOf'>;

export function covered({ model, proof }: Judged): readonly Covered[] {
  const { verdict, shortfalls } = proof;
  return inOrder(model.exceptions).flatMap(([exception]) => {
    const cells = verdict.accepted.get(exception) ?? 0;
    const short = shortfalls.filter((one) => one.exception === exception).length;
    return cells + short === 0 ? [] : [{ exception, cells, shortfalls: short }];
  });
}

/** What the check cannot know: it judges the exceptions to its own rules, and the proof those to what the proof finds. */
export function idle(judged: Judged): readonly Idle[] {
  const used = new Set(covered(judged).map(({ exception }) => exception));
  return inOrder(judged.model.exceptions).flatMap(([exception, { rule, until }]) => {
    const ended = until < judged.asOf;
    const ours = proofRules.some(({ id }) => id === rule) || (ended && UNMET_RULES.some((id) => id === rule));
    return ours && !used.has(exception) ? [{ exception, ended }] : [];
  });
}
