/**
 * Interrupted at moments that chance decides: the applier and the storage by force, Terraform politely and by force. The next run brings the
 * estate to what was asked for; nothing is there twice, and no volume is lost.
 */
import { needs } from '../../support/needs';
import { type InterruptedGround, interruptedGround, STACKS } from './ground';
import { interruptApplier, interruptStorage } from './interrupt';
import { applierKilled, atEach, killed, SEED, simulatorKilled, stopped } from './moments';
import { storageAt, terraformAt } from './trial';

/** At least thirty moments in all. */
const COUNTS = { stopped: 8, killed: 12, applier: 8, simulator: 8 } as const;
const PATIENCE = 400_000;

let made: InterruptedGround | undefined;
const ground = async (): Promise<InterruptedGround> => (made ??= await interruptedGround('stand-in'));
afterAll(async () => made?.away(), 60_000);

describe(`moments of CORDEE_SEED=${String(SEED)}`, () => {
  needs(
    ['terraform', 'go'],
    `Terraform is asked to stop at ${String(COUNTS.stopped)} moments: it keeps what it was making, and nothing has to be taken over`,
    async () => {
      const codes: number[] = [];
      await atEach(stopped(STACKS, COUNTS.stopped), async (moment) => {
        const { code, taken } = await terraformAt(await ground(), moment, 'SIGINT');
        expect(taken).toEqual([]);
        codes.push(code);
      });
      // Else none would have been cut short.
      expect(codes).toContain(1);
    },
    PATIENCE,
  );

  needs(
    ['terraform', 'go'],
    `Terraform is killed at ${String(COUNTS.killed)} moments: each object that no state knows is named, and taken over by its import block`,
    async () => {
      const all: string[] = [];
      await atEach(killed(STACKS, COUNTS.killed), async (moment) => {
        const { code, taken } = await terraformAt(await ground(), moment, 'SIGKILL');
        expect(code).toBe(137);
        all.push(...taken);
      });
      // Else nothing would have been shown.
      expect(all.length).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  needs(
    ['terraform', 'go'],
    `an applier is killed before or after a change, at ${String(COUNTS.applier)} moments: the next finds what is there`,
    () =>
      atEach(applierKilled(COUNTS.applier), async ({ growing, when, skip, alone }) => {
        const fault = { kind: 'hold', method: growing ? 'PUT' : 'POST', when, skip } as const;
        const { code } = await storageAt(await ground(), growing, ({ lab }) => interruptApplier(lab, fault, alone));
        expect(code).toBe(1);
      }),
    PATIENCE,
  );

  needs(
    ['terraform', 'go'],
    `the storage is killed at ${String(COUNTS.simulator)} moments of a change: it is found again as it was, or as it was to be`,
    () =>
      atEach(simulatorKilled(COUNTS.simulator), async ({ growing, moment, skip }) => {
        const fault = { kind: 'die', moment, skip } as const;
        await storageAt(await ground(), growing, (on) => interruptStorage(on.lab, fault, on.restartStorage));
      }),
    PATIENCE,
  );
});
