/** What is kept of a whole rehearsal in the project: which kinds of resources it has shown, with what, and when. No path, no address. */
import { NOTE } from '../expect';
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
  /** As Terraform counted them, of all stacks together; what is done again (a null resource) counts twice. */
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  /** Of what was destroyed: all but null resources, which stand for files and orders. */
  readonly destroyedObjects: number;
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
    steps: steps.flatMap(({ key, outcome, stacks }) => (outcome === 'failed' ? [] : [{ key, outcome, ...countsOf(stacks) }])),
    kinds: Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function countsOf(stacks: RehearsalRecord['steps'][number]['stacks']): Omit<ShownStep, 'key' | 'outcome'> {
  const sum = (count: (stack: (typeof stacks)[number]) => number): number => stacks.reduce((all, stack) => all + count(stack), 0);
  const isDestroyed = ({ action, kind }: (typeof stacks)[number]['changes'][number]): boolean =>
    kind !== NOTE && (action === 'delete' || action === 'replace');
  return {
    add: sum(({ add }) => add),
    change: sum(({ change }) => change),
    destroy: sum(({ destroy }) => destroy),
    destroyedObjects: sum(({ changes }) => changes.filter(isDestroyed).length),
  };
}
