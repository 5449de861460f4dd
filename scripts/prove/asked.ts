/** What `--why` is asked: one failure for the whole estate, or for a tenant, service, workload or any other row; a cell id says both. */
import type { WorkloadNode } from '../../config/model/model';
import { command } from '../next-command';
import { UsageError } from '../usage-error';
import { known, scenarioOf, subjectsOf } from './subjects';
import type { Told } from './told';

export type Asked =
  | { readonly about: 'estate'; readonly index: number }
  | { readonly about: 'workloads'; readonly who: string; readonly workloads: readonly WorkloadNode[]; readonly index: number }
  | { readonly about: 'row'; readonly row: string; readonly index: number };

/** Said before anything is read. */
export function refuseWords(words: readonly string[], environment: string): void {
  if (words.length === 0 || words.length > 2)
    throw new UsageError(
      `--why takes a failure, or who and which failure; ${String(words.length)} words are given`,
      `such as: ${command('prove --why ville site:mairie', { environment })}; two failures at once are joined by +`,
    );
}

export function askedOf(told: Pick<Told, 'model' | 'proof' | 'command'>, words: readonly string[]): Asked {
  const [first = '', second] = words;
  const at = first.indexOf('@');
  if (second === undefined && at < 0) return { about: 'estate', index: scenarioOf(told, first) };
  const [who, failure] = second === undefined ? [first.slice(0, at), first.slice(at + 1)] : [first, second];
  const workload = /^(?:workload|tenant|service):(.+)$/.exec(who)?.[1];
  if (workload !== undefined || !who.includes(':')) {
    const subject = workload ?? who;
    return { about: 'workloads', who: subject, workloads: subjectsOf(told, subject), index: scenarioOf(told, failure) };
  }
  known(who, [...told.proof.survival.rows.keys()], 'row');
  return { about: 'row', row: who, index: scenarioOf(told, failure) };
}
