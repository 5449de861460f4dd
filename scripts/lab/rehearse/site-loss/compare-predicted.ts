/** The outcome in the lab next to what the proof predicts: two models of ours, which were written apart and must mean the same. */
import type { SiteOutcome } from '../../control';
import type { Comparison } from '../comparison';
import type { Fates } from './fates';

/** Returns whether they agree. `off` are machines that the lab left off, with its reasons; undefined: the lab runs no machines. */
export function comparePredicted(
  comparison: Comparison,
  site: string,
  predicted: Fates,
  observed: Fates,
  off: SiteOutcome['off'] | undefined,
): boolean {
  const what = `loss of ${site},`;
  const absent = 'is not there';
  const volumes = comparison.each('proof', `${what} volume`, predicted.volumes, observed.volumes, absent);
  if (off === undefined) return volumes;
  const reasons = new Map(off.map(({ machine, why }) => [machine, why]));
  // Its reason is told where the two differ.
  const told = [...observed.machines].map(([name, fate]): [string, string] => {
    const why = predicted.machines.get(name) === fate ? undefined : reasons.get(name);
    return [name, why === undefined ? fate : `${fate} (${why})`];
  });
  return comparison.each('proof', `${what} machine`, predicted.machines, new Map(told), absent) && volumes;
}
