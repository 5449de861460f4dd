/** Moments at which something is interrupted: drawn by chance, the same for the same seed, and counted in events, so that a slow machine has the same. */
import fc from 'fast-check';
import { MOMENTS } from '../../../scripts/lab/datacore/faults';

/** CORDEE_SEED asks for other moments; a failure says the seed that it was seen with. */
export const SEED = Number(process.env['CORDEE_SEED'] ?? 1);

export interface TerraformMoment {
  readonly stack: string;
  /** After so many objects have been begun: counted round where the stack has fewer. */
  readonly nth: number;
  /** At once, or when what was begun has been done and not been answered. */
  readonly late: boolean;
}

export interface StorageMoment {
  /** Volumes are made, or they are there and grow. */
  readonly growing: boolean;
  /** Changes that pass before. */
  readonly skip: number;
}

export interface ApplierMoment extends StorageMoment {
  /** Whether the change that it waits for is done already. */
  readonly when: 'before' | 'after';
  /** One applier at a time, or several, of which all are killed. */
  readonly alone: boolean;
}

export interface SimulatorMoment extends StorageMoment {
  readonly moment: (typeof MOMENTS)[number];
}

const draw = <T>(what: fc.Arbitrary<T>, count: number, kind: number): readonly T[] =>
  fc.sample(fc.noBias(what), { seed: SEED * 10 + kind, numRuns: count });

/** Every stack as often as the others, one after the other; the rest by chance. */
const ofTerraform = (stacks: readonly string[], count: number, kind: number): readonly TerraformMoment[] => {
  const what = fc.record({ nth: fc.nat(1000), late: fc.boolean() });
  return draw(what, count, kind).map((moment, index) => ({ ...moment, stack: stacks[Math.floor((index * stacks.length) / count)] ?? '' }));
};

/** Making four volumes on two hosts: two hosts, two initiators, four disks, each served to both; growing them: one change each. */
const MAKING = 2 + 2 + 4 + 8;
const GROWING = 4;
const storage = fc
  .boolean()
  .chain((growing) => fc.record({ growing: fc.constant(growing), skip: fc.nat((growing ? GROWING : MAKING) - 1) }));

export const stopped = (stacks: readonly string[], count: number): readonly TerraformMoment[] => ofTerraform(stacks, count, 1);
export const killed = (stacks: readonly string[], count: number): readonly TerraformMoment[] => ofTerraform(stacks, count, 2);

export const applierKilled = (count: number): readonly ApplierMoment[] => {
  const more = fc.record({ when: fc.constantFrom('before', 'after'), alone: fc.boolean() } as const);
  return draw(fc.tuple(storage, more), count, 3).map(([change, how]) => ({ ...change, ...how }));
};

export const simulatorKilled = (count: number): readonly SimulatorMoment[] =>
  draw(fc.tuple(storage, fc.constantFrom(...MOMENTS)), count, 4).map(([change, moment]) => ({ ...change, moment }));

/** A test of each moment; what fails says when. */
export async function atEach<T>(moments: readonly T[], test: (moment: T) => Promise<void>): Promise<void> {
  for (const [index, moment] of moments.entries()) {
    try {
      await test(moment);
    } catch (error) {
      const where = `CORDEE_SEED=${String(SEED)}, moment ${String(index + 1)} of ${String(moments.length)}: ${JSON.stringify(moment)}`;
      if (error instanceof Error) error.message = `${where}\n${error.message}`;
      throw error;
    }
  }
}
