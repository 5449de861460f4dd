/** What the approvals of an estate consent to: a key, and what may happen to it. */
import type { ApprovalAct } from '../model/governance';
import { inOrder, type Model } from '../model/model';
import type { Consent } from './types';

export class Consents {
  private readonly live: readonly Consent[];

  /** `asOf`: day at which they are judged; one that has ended grants nothing. Undefined: none has ended. */
  constructor(
    private readonly approvals: Model['approvals'],
    asOf: string | undefined,
  ) {
    this.live = inOrder(approvals)
      .filter(([, { until }]) => asOf === undefined || until >= asOf)
      .map(([key, { reason, owner, until, for: acts }]) => ({ key, for: [...acts].sort(), reason, owner, until }));
  }

  to(act: ApprovalAct, key: string): Consent | undefined {
    return this.live.find((consent) => consent.for.includes(act) && this.names(consent, key));
  }

  /** What to write so that it would be consented to: an act more where an approval names the key already. */
  wanted(act: ApprovalAct, key: string): string {
    const near = this.live.find((consent) => this.names(consent, key));
    return near === undefined
      ? `add an approval that names \`${key}\` to approvals.yaml, with \`for: [${act}]\``
      : `add \`${act}\` to what the approval \`${near.key}\` is \`for\``;
  }

  private names(consent: Consent, key: string): boolean {
    return this.approvals[consent.key]?.keys.includes(key) === true;
  }
}
