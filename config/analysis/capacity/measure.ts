/** One comparison of the capacity proof. */
import type { Basis, Figure } from '../claim';

export type Resource =
  | 'memory'
  | 'cpu'
  | 'admission'
  | 'iops'
  | 'throughput'
  | 'link'
  | 'seats'
  | 'shutdown'
  /** No limit: how long the estate has one copy only once the other side is back. */
  | 'recovery';

export interface Measure {
  /** `capacity/memory/production/site:mairie`: resource, what has it, scenario (`all`: nothing has failed). */
  readonly id: string;
  readonly resource: Resource;
  /** Model path of what has the resource. */
  readonly subject: string;
  /** Id of the scenario, or `all`. */
  readonly scenario: string;
  readonly needed: Figure;
  /** What there is; the measure holds while `needed` is at most that. Absent: a figure without limit. */
  readonly limit?: Figure;
  /** Needed in percent of what there is. */
  readonly share?: Figure;
  /** One phrase for people: what is compared. */
  readonly what: string;
  readonly basis: Basis;
}
