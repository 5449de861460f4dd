/** Backup: 3-2-1-1-0 for every workload, what the repositories must hold and take in, and what restores take beside what was measured. */
import type { Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { type RepositoryLoad, repositoriesOf } from './repositories';
import { type TestedRestore, testsOf } from './restore-tests';
import { type WorkloadBackup, workloadsOf } from './workloads';

export interface BackupResult {
  readonly workloads: readonly WorkloadBackup[];
  readonly repositories: readonly RepositoryLoad[];
  readonly tests: readonly TestedRestore[];
  readonly shortfalls: readonly Shortfall[];
}

/** `asOf`: the day at which the age of tests is judged, `2026-11-23`. */
export function backupOf(model: Model, asOf: string): BackupResult {
  const shortfalls: Shortfall[] = [];
  const short = (shortfall: Shortfall): unknown => shortfalls.push(shortfall);
  return {
    workloads: workloadsOf(model, asOf, short),
    repositories: repositoriesOf(model, short),
    tests: testsOf(model, asOf, short),
    shortfalls,
  };
}
