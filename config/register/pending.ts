/** What the next deployments still destroy: an approval is kept with what leaves, also when it is taken out of the files again. */
import { compare, type Finding } from '../finding';
import type { Model } from '../model/model';
import type { Held } from './states';
import { lineAt } from './words';
import type { Consent, Leaving } from './types';

export interface Pending {
  readonly key: string;
  readonly approval: Consent;
}

/**
 * What is not known to be gone: its state still holds it, or nobody can look. Once the approval has ended the applier refuses, and nothing
 * is destroyed any more.
 */
export function pendingOf(leaving: Readonly<Record<string, Leaving>>, held: Held | undefined, asOf: string | undefined): Pending[] {
  return Object.entries(leaving)
    .flatMap(([key, { approval, stack, address }]): Pending[] => {
      if (approval === undefined || address === undefined || (asOf !== undefined && approval.until < asOf)) return [];
      return held?.get(stack)?.has(address) === false ? [] : [{ key, approval }];
    })
    .sort((a, b) => compare(a.key, b.key));
}

/** Whoever takes an approval back expects that nothing is destroyed any more. */
export const withdrawn = (pending: readonly Pending[], { approvals }: Model, lineOf: (key: string) => number): Finding[] =>
  pending
    .filter(({ key, approval }) => approvals[approval.key]?.keys.includes(key) !== true)
    .map(({ key, approval }) => ({
      rule: 'approval-withdrawn',
      severity: 'warning',
      subject: key,
      place: lineAt(lineOf(key), key.length),
      message: `\`${key}\` is still to be destroyed: the register keeps the approval \`${approval.key}\` (until ${approval.until}), which the files have no longer`,
      fix: 'to keep it, describe it again as it was; to let it go, put the approval back until it is gone; where that has happened already, this warning ends with the approval',
      related: [],
    }));
