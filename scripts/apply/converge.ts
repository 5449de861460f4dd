/**
 * Look, decide, do, and look again, until nothing is left to do. What is written follows from a look and never from memory: killed anywhere and
 * run again, it goes on from what is there.
 */
import { UsageError } from '../usage-error';
import { Refused, Unclear } from './datacore/failures';
import { pause } from './datacore/rest';
import { withLock } from './lock';

export interface Convergence<Plan, Step> {
  /** Reads what is and says what is left to do. Throws a `UsageError` for what must not be done. */
  readonly look: () => Promise<Plan>;
  readonly steps: (plan: Plan) => readonly Step[];
  /** Steps of one kind are done together; what comes after them is decided by another look. */
  readonly kind: (step: Step) => string;
  readonly perform: (step: Step, plan: Plan) => Promise<void>;
  /** True for a step that the storage shows once it is done: it is never done twice. */
  readonly writes: (step: Step) => boolean;
  /** For a kind of steps that only one process at a time may do: a path of the lock. */
  readonly lockOf: (kind: string) => string | undefined;
  readonly say: (line: string) => void;
  /** Milliseconds before an unclear outcome is looked at. */
  readonly pause: number;
}

/** How often the same kind of step is begun, and an unclear outcome is looked at, before it is given up. */
const PATIENCE = 5;
/** How often the storage is looked at until it shows what it has said it did. */
const LOOKS = 10;

/** The plan that has no steps left: the storage was read, and is as it should be. */
export async function converge<Plan, Step>(work: Convergence<Plan, Step>): Promise<Plan> {
  const begun = new Map<string, number>();
  const done = new Set<string>();
  let late = 0;
  for (;;) {
    const plan = await work.look();
    const [first] = work.steps(plan);
    if (first === undefined) return plan;
    const kind = work.kind(first);
    if (work.writes(first) && done.has(JSON.stringify(first))) {
      if ((late += 1) > LOOKS)
        throw new UsageError(
          `the storage said that it did \`${kind}\`, and does not show it`,
          'look at it in the console before you apply again: what it does not show may be there all the same',
        );
      await pause(work.pause);
      continue;
    }
    late = 0;
    const times = (begun.get(kind) ?? 0) + 1;
    begun.set(kind, times);
    if (times > PATIENCE) {
      throw new UsageError(
        `the storage does not become what was asked: \`${kind}\` was begun ${String(PATIENCE)} times`,
        'look at its event log; apply again when it is quiet: what is there is kept',
      );
    }
    const lock = work.lockOf(kind);
    if (lock === undefined) await batch(work, kind, plan, done);
    // Somebody else may have done it while this process waited its turn.
    else await withLock(lock, async () => batch(work, kind, await work.look(), done));
  }
}

async function batch<Plan, Step>(work: Convergence<Plan, Step>, kind: string, plan: Plan, done: Set<string>): Promise<void> {
  for (const step of work.steps(plan).filter((candidate) => work.kind(candidate) === kind)) {
    // A look under a lock is another one: what was done before it is not done again.
    if (work.writes(step) && done.has(JSON.stringify(step))) continue;
    try {
      await work.perform(step, plan);
      done.add(JSON.stringify(step));
    } catch (error) {
      if (error instanceof Unclear) {
        work.say(`  ? ${error.message}; looking again`);
        await pause(work.pause);
        return;
      }
      if (!(error instanceof Refused) || (await isLeft(work, step))) throw error;
      work.say(`  ? ${error.message}; it is done all the same, somebody else was quicker`);
      return;
    }
  }
}

/** Another machine may apply the same at the same time: what was refused because it is there already is done. */
async function isLeft<Plan, Step>(work: Convergence<Plan, Step>, step: Step): Promise<boolean> {
  const wanted = JSON.stringify(step);
  return work.steps(await work.look()).some((candidate) => JSON.stringify(candidate) === wanted);
}
