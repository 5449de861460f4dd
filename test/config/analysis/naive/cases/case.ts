/** A case that a person can check by hand: the estate of `base.ts` with something changed, a failure, and what a row must then be. */
import type { Outcome } from '../../../../../config/analysis/levels';
import { namedScenarios, type Scenario } from '../../../../../config/analysis/scenarios';
import type { Model } from '../../../../../config/model/model';
import { base } from '../base';
import { disk, needs, workload } from '../entities';
import { changed, type Overlay } from '../overlay';

/**
 * What it shows, the change to the estate, the failure (elements joined by ` + `, one named scenario, or nothing), the row, and the
 * outcome.
 */
export type Case = readonly [name: string, estate: Overlay<Model>, failure: string, row: string, expected: Outcome];

export const estateOf = ([, overlay]: Case): Model => changed(base(), overlay);

export function scenarioOf(model: Model, failure: string): Scenario {
  if (!failure.startsWith('named:')) return { id: failure, kind: 'pair', elements: failure === '' ? [] : failure.split(' + '), cut: [] };
  const scenario = namedScenarios(model).find(({ id }) => id === failure);
  if (scenario === undefined)
    throw new Error(
      `no scenario ${failure}: ${namedScenarios(model)
        .map(({ id }) => id)
        .join(', ')}`,
    );
  return scenario;
}

/** Both fibres: no mirror, no storage path and no machine crosses any more; the radio still carries management. */
export const CUT = 'link:fibre-north + link:fibre-south';
/** The radio as well. */
export const PARTITION = `${CUT} + link:radio`;

/** Another workload, `t/bee`, which lives at b on `data-b`. */
export const BEE = { workloads: { 't/bee': workload('t/bee', 'b') } };
/** `t/app` depends on `t/db`, which lives at b. */
export const DB = { workloads: { 't/app': { dependsOn: needs({ all: ['t/db'] }) }, 't/db': workload('t/db', 'b') } };
/** `t/app` lies on a volume that is on `store-a` only. */
export const SINGLE = { volumes: { 'vol-a': { mirrored: false, pools: { 'store-a': 'ssd', 'store-b': undefined } } } } as const;
export const NO_WITNESS = { storage: { witness: undefined } };
export const onDatastore = (datastore: string, iops?: number) => ({ disks: { system: disk(datastore, iops) } });
