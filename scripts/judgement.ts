/** What a check says, as data: the beginning of the JSON of every command that checks. */
import type { Finding } from '../config/finding';
import type { Pending } from '../config/register';
import { failed, type Judged } from './judge';

/** Raised when the JSON changes in a way that could break a reader. */
const JSON_VERSION = 1;

export interface Judgement {
  readonly version: number;
  readonly environment: string;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  readonly notJudged: readonly string[];
  /** Keys of the register that the next deployments destroy, with the approval that lets them. */
  readonly pending: readonly Pending[];
}

export const judgement = (judged: Judged, strict: boolean): Judgement => ({
  version: JSON_VERSION,
  environment: judged.environment.name,
  valid: !failed(judged, strict),
  findings: judged.findings,
  notJudged: judged.notJudged,
  pending: judged.pending,
});
