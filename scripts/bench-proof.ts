/**
 * The proof’s part of the bench. Each estate is proved in a process of its own, that of a command that starts cold. All times are processor
 * time of the whole process, its compiler and its collector of garbage included: what else the machine does changes them little. What somebody waits for stands beside it.
 */
import { proofOf } from '../config/analysis';
import { elementsOf } from '../config/analysis/elements';
import { survivalOf } from '../config/analysis/survival';
import type { Field } from '../config/analysis/survival/field';
import type { Model } from '../config/model/model';
import { evaluate } from '../test/config/analysis/naive/evaluate';
import { judge } from './judge';

export interface ProofMeasure {
  readonly elements: number;
  readonly machines: number;
  /** Failures judged: all elements, the named ones and all pairs. */
  readonly failures: number;
  /** Milliseconds of what was asked for. */
  readonly milliseconds: number;
  /** The same by the clock on the wall, which what else the machine does changes. */
  readonly wall: number;
  /** Peak of resident memory until then. */
  readonly mebibytes: number;
}

/**
 * `survival`: all rows in all failures. `proof`: the same with the clock, the verdict and the books. `naive`: what the naive evaluator of the
 * tests would take for the same failures: those of a sample, times their number.
 */
export type Part = 'survival' | 'proof' | 'naive';

const AS_OF = '2026-01-01';
/** The naive evaluator judges one failure at a time: so many, for at most so many milliseconds. */
const SAMPLE = 40;
const SAMPLE_TIME = 10_000;
/** Steps of this part of a whole never meet: however many there are, they are spread. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Meant for a process that has done nothing else. */
export function measureProof(environment: string, part: Part): ProofMeasure {
  const { model } = judge({ name: 'bench', folder: environment }, AS_OF, undefined, undefined, { begin: true });
  if (model === undefined) throw new Error('the estate of the bench is not valid');
  const [began, start] = [spent(), performance.now()];
  const { field } = part === 'proof' ? proofOf(model, AS_OF).survival : survivalOf(model);
  const [milliseconds, wall] = [spent() - began, performance.now() - start];
  const failures = field.size - 1;
  return {
    elements: elementsOf(model).length,
    machines: Object.keys(model.workloads).length,
    failures,
    mebibytes: process.resourceUsage().maxRSS / 1024,
    milliseconds: part === 'naive' ? failures * naively(model, field, failures) : milliseconds,
    wall,
  };
}

/** Milliseconds for one failure. */
function naively(model: Model, { scenario }: Field, failures: number): number {
  const began = spent();
  let judged = 0;
  while (judged < SAMPLE && spent() - began < SAMPLE_TIME) {
    judged += 1;
    evaluate(model, scenario(1 + Math.floor(((judged * GOLDEN) % 1) * failures)));
  }
  return (spent() - began) / judged;
}
