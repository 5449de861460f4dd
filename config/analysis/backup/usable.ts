/** Copies that a failure leaves to restore from (README, section 7). */
import type { Model } from '../../model/model';
import type { Snapshot } from '../snapshot';
import { type Copy, copiesOf } from './copies';

/** What a failure leaves of repositories and cabinets. */
type Left = Pick<Snapshot, 'scenario' | 'repository' | 'site'>;

/** A copy with the delay that it has after this failure; undefined where it cannot be used. */
export function asLeft({ scenario, repository: isUp, site }: Left, copy: Copy): Copy | undefined {
  const { repository, offline, immutableFor, delayWithDrive } = copy;
  if (scenario.elements.includes('intruder') && offline === undefined && immutableFor === undefined) return undefined;
  if (isUp(repository)) return { ...copy, delayBefore: delayWithDrive };
  return offline !== undefined && site(offline.cabinet) ? copy : undefined;
}

export const usableCopies = (model: Model, left: Left, workload: string): readonly Copy[] =>
  copiesOf(model, workload).flatMap((copy) => asLeft(left, copy) ?? []);
