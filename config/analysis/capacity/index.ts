/** Whether what a failure leaves can carry what must go on, in figures. */
import type { Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { computeMeasures } from './compute';
import { linkMeasures } from './links';
import { fits, type Measure, RESOURCES, shortfallOf } from './measure';
import { seatMeasures } from './seats';
import { shutdownMeasures } from './shutdown';
import { storageMeasures } from './storage';

export type { Measure, Resource } from './measure';

export interface Capacity {
  /** By resource, then by id. */
  readonly measures: readonly Measure[];
  /** Measures that do not hold, under the same ids. */
  readonly shortfalls: readonly Shortfall[];
}

export function capacity(model: Model): Capacity {
  const measures = [
    ...computeMeasures(model),
    ...storageMeasures(model),
    ...linkMeasures(model),
    ...seatMeasures(model),
    ...shutdownMeasures(model),
  ].sort((a, b) => RESOURCES.indexOf(a.resource) - RESOURCES.indexOf(b.resource) || (a.id < b.id ? -1 : 1));
  return { measures, shortfalls: measures.filter((one) => !fits(one)).map(shortfallOf) };
}
