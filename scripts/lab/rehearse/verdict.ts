/** The last lines of a rehearsal: what was done, what it took, and what it does not show. */
import type { RehearsalRecord } from './record';

export function verdict({ environment, steps, seconds, peakMib, providers, leftOut }: RehearsalRecord): string[] {
  const number = (outcome: string): string => String(steps.filter((step) => step.outcome === outcome).length);
  const failed = steps.filter(({ outcome }) => outcome === 'failed').map(({ key }) => key);
  const memory = peakMib === undefined ? '' : `, ${String(peakMib)} MiB of memory at the worst moment`;
  const open = [
    ...(providers.cannotShow.length === 0 ? [] : [`what a stand-in cannot: ${providers.cannotShow.join(', ')}`]),
    ...(leftOut.length === 0 ? [] : [`what --only leaves out: ${leftOut.join(', ')}`]),
    ...steps.flatMap(({ title, outcome, why, notShown }) => [
      ...(outcome === 'not applicable' ? [`“${title}”: ${why ?? ''}`] : []),
      ...notShown,
    ]),
    'that a vCenter, or a DataCore server, would do the same: both were simulated (scripts/lab/README.md)',
  ];
  return [
    '',
    `${environment}: ${number('done')} steps done, ${number('not applicable')} not applicable, ${failed.length === 0 ? 'none failed' : `${failed.join(', ')} failed`}`,
    `${seconds.toFixed(0)} s${memory}; providers: ${providers.kind}`,
    'not shown:',
    ...open.map((what) => `  ${what}`),
  ];
}
