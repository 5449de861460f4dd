/** Whether what a failure leaves can carry what must go on, in figures. */
import type { Model } from '../../model/model';
import type { Shortfall } from '../claim';
import type { Measure } from './measure';

export type { Measure, Resource } from './measure';

export interface Capacity {
  /** By resource, then subject, then scenario. */
  readonly measures: readonly Measure[];
  /** Measures that do not hold, under the same ids. */
  readonly shortfalls: readonly Shortfall[];
}

export function capacity(_model: Model): Capacity {
  return { measures: [], shortfalls: [] };
}
