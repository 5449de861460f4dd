/** A tenant’s plan for programs. JSON has no infinity: what nothing brings back has no time. */
import type { Loss } from '../../config/analysis/clock';
import type { TenantPlan } from '../../config/analysis/tenants';
import type { ProofJson } from './schema';
import type { Told } from './told';

type PlanJson = NonNullable<ProofJson['plan']>;

export function planJson({ at }: Pick<Told, 'at'>, { restarts, proven, audiences, ...plan }: TenantPlan): PlanJson {
  return {
    ...plan,
    restarts: restarts.map(({ site, lines }) => ({
      site,
      lines: lines.map(lineJson),
    })),
    proven: proven.map(({ agreed, worst, loss, ...row }) => ({
      ...row,
      agreed: { ...agreed, at: at(agreed.path) },
      ...(worst === undefined ? {} : { worst: { ...words(worst), ...time('seconds', worst.seconds), ...time('inHours', worst.inHours) } }),
      ...lossJson(loss),
    })),
    audiences: audiences.map(({ audience, worst }) => ({
      audience,
      worst: Object.fromEntries(
        Object.entries(worst).map(([family, { seconds, outcome, workload }]) => [
          family,
          { outcome, workload, ...time('seconds', seconds) },
        ]),
      ),
    })),
  };
}

type Line = TenantPlan['restarts'][number]['lines'][number];

/** `cutOff` is known where it is about one tenant. */
export const lineJson = ({ workload, outcome, way, place, begins, seconds, inHours, who, waitsFor, cutOff }: Line) => ({
  workload,
  outcome,
  way,
  ...(place === undefined ? {} : { place }),
  ...time('begins', begins),
  ...time('seconds', seconds),
  ...time('inHours', inHours),
  ...(who === undefined ? {} : { who }),
  ...(waitsFor === undefined ? {} : { waitsFor }),
  ...(cutOff === undefined ? {} : { cutOff: [...cutOff] }),
});

const words = ({ workload, failure, outcome }: NonNullable<TenantPlan['proven'][number]['worst']>) => ({ workload, failure, outcome });

export const time = <K extends string>(key: K, seconds: number): Partial<Record<K, number>> =>
  Number.isFinite(seconds) ? ({ [key]: seconds } as Record<K, number>) : {};

/** What becomes of data, in a word and where it is a time in seconds. */
export function lossJson(loss: Loss): { readonly data: 'kept' | 'aged' | 'all' | 'not-known'; readonly loss?: number } {
  if (typeof loss !== 'number') return { data: loss };
  return { data: loss === 0 ? 'kept' : 'aged', loss };
}
