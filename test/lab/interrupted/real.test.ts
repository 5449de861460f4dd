/**
 * The same with the real provider, at few moments: each costs up to a minute, for what comes before it is deployed once more. By hand at
 * more of them, over all stacks: `CORDEE_REAL_MOMENTS=12 npx jest test/lab/interrupted/real`.
 */
import { needs } from '../../support/needs';
import { type InterruptedGround, interruptedGround, STACKS } from './ground';
import type { Rhythm } from './interrupt';
import { atEach, killed, SEED, stopped, type TerraformMoment } from './moments';
import { terraformAt } from './trial';

const ASKED = Number(process.env['CORDEE_REAL_MOMENTS'] ?? 0);
/** The first stack needs no other before it. */
const WHERE = ASKED > 0 ? STACKS : STACKS.slice(0, 1);
const MOMENTS = Math.max(2, ASKED);
const POLITE = Math.ceil(MOMENTS / 5);
const RHYTHM: Rhythm = { late: 30, finish: 15_000 };

/** Whoever does it by hand reads on. */
function report(signal: string, { stack, nth, late }: TerraformMoment, code: number, taken: readonly string[]): void {
  if (ASKED > 0)
    process.stderr.write(
      `${signal} ${stack} ${String(nth)}${late ? ' late' : ''}: exit ${String(code)}; ${taken.join(', ') || 'nothing to take over'}\n`,
    );
}

let ground: InterruptedGround | undefined;
afterAll(async () => ground?.away(), 60_000);

needs(
  ['terraform', 'go', 'provider'],
  `Terraform with the real provider, interrupted at ${String(MOMENTS)} moments of CORDEE_SEED=${String(SEED)}`,
  async () => {
    const on = (ground = await interruptedGround('real'));
    await atEach(stopped(WHERE, POLITE), async (moment) => {
      const { code, taken } = await terraformAt(on, moment, 'SIGINT', RHYTHM);
      report('SIGINT', moment, code, taken);
      expect(taken).toEqual([]);
    });
    await atEach(killed(WHERE, MOMENTS - POLITE), async (moment) => {
      const { code, taken } = await terraformAt(on, moment, 'SIGKILL', RHYTHM);
      report('SIGKILL', moment, code, taken);
      expect(code).toBe(137);
    });
  },
  3_600_000,
);
