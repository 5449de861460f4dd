/** A moment tried out: brought back, interrupted, run again, and looked at. */
import { applyAgain, described, expectVolumes, expectWhole, lookBefore, nextRun } from './afterwards';
import { BYTES, type InterruptedGround, type StackName } from './ground';
import { type Interrupted, interruptTerraform, type Rhythm } from './interrupt';
import type { TerraformMoment } from './moments';

export interface Outcome extends Interrupted {
  /** Addresses that had to be taken over by an import block. */
  readonly taken: readonly string[];
}

export async function terraformAt(
  ground: InterruptedGround,
  moment: TerraformMoment,
  signal: 'SIGINT' | 'SIGKILL',
  rhythm?: Rhythm,
): Promise<Outcome> {
  const stack = moment.stack as StackName;
  await ground.before(stack);
  const before = await lookBefore(ground);
  const interrupted = await interruptTerraform(ground.lab, described(stack).length, moment, signal, rhythm);
  expect(interrupted.hit).toBe(true);
  const taken = await nextRun(ground, stack);
  await expectWhole(ground, stack, before);
  if (stack === 'volumes') await expectVolumes(ground, before, BYTES.before);
  return { ...interrupted, taken };
}

/** Volumes that are made, or that are there and grow. */
export async function storageAt(
  ground: InterruptedGround,
  growing: boolean,
  interrupt: (on: InterruptedGround) => Promise<Interrupted>,
): Promise<Interrupted> {
  await ground.before(growing ? 'end' : 'volumes');
  ground.grow(growing);
  try {
    const before = await lookBefore(ground);
    const interrupted = await interrupt(ground);
    expect(interrupted.hit).toBe(true);
    await applyAgain(ground.terraform(), 'volumes');
    expect((await ground.terraform().plan('volumes')).changes).toEqual([]);
    await expectVolumes(ground, before, growing ? BYTES.after : BYTES.before);
    return interrupted;
  } finally {
    ground.grow(false);
  }
}
