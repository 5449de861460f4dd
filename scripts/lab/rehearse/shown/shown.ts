/** What is kept of a whole rehearsal in the project: which kinds of resources it has shown, with what, and when. No path, no address. */
import type { KindCounts, RehearsalRecord } from '../record';

export const SHOWN_VERSION = 1;

export interface Shown {
  readonly version: typeof SHOWN_VERSION;
  readonly environment: string;
  /** Day of the run, ISO 8601. */
  readonly day: string;
  readonly seconds: number;
  readonly peakMib?: number;
  readonly cordee: string;
  readonly terraform: string;
  readonly providers: Pick<RehearsalRecord['providers'], 'kind' | 'binaries'>;
  readonly steps: readonly ShownStep[];
  /** Kind of resource → objects that were created, left alone by a second plan, changed in place and destroyed. */
  readonly kinds: Readonly<Record<string, KindCounts>>;
}

interface ShownStep {
  readonly key: string;
  readonly outcome: 'done' | 'not applicable';
}

/** Why a record cannot be kept; undefined: it can. */
export function objection({ passed, leftOut, steps }: RehearsalRecord): string | undefined {
  const failed = steps.filter(({ outcome }) => outcome === 'failed').map(({ key }) => key);
  if (!passed || failed.length > 0) return `the rehearsal did not pass: ${failed.join(', ')} failed`;
  return leftOut.length > 0 ? `the rehearsal was of a part: it left out ${leftOut.join(', ')}` : undefined;
}

/** Throws where `objection` has one. */
export function shownOf(record: RehearsalRecord): Shown {
  const against = objection(record);
  if (against !== undefined) throw new Error(against);
  const { environment, started, seconds, peakMib, cordee, terraform, providers, steps, kinds } = record;
  return {
    version: SHOWN_VERSION,
    environment,
    day: started.slice(0, 10),
    seconds: Math.round(seconds),
    ...(peakMib === undefined ? {} : { peakMib }),
    cordee,
    terraform,
    providers: { kind: providers.kind, binaries: providers.binaries },
    steps: steps.flatMap(({ key, outcome }) => (outcome === 'failed' ? [] : [{ key, outcome }])),
    kinds: Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
