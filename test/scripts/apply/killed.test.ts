/** Killed anywhere and run again, applier and simulator converge: nothing is doubled, and no volume is lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { build, expected, inventoryOf, type ProcessGround, processGround, type Running } from '../../lab/datacore/processes';
import { ORDER } from '../../lab/datacore/ground';
import { MOMENTS } from '../../../scripts/lab/datacore/faults';

beforeAll(build, 60_000);
let lab: ProcessGround;
beforeEach(() => (lab = processGround()));
afterEach(() => lab.end());

const LARGER = { ...ORDER, sizeMib: 20 * 1024 };
const GROWN = { manualSteps: ['vmfs-grow'], grownFromMib: ORDER.sizeMib };

async function device(running: Running): Promise<string> {
  const [disk] = await lab.list(running, 'virtualdisks');
  return `naa.${String(disk?.['ScsiDeviceIdString']).toLowerCase()}`;
}

/** Requests that wait for an answer; asked until there is one, or until the applier has ended. */
async function held(running: Running, over: Promise<unknown>): Promise<boolean> {
  const finished = over.then(() => false);
  for (;;) {
    const { body } = await running.control('GET', '/lab/status');
    if ((body as { held: number }).held > 0) return true;
    const asked = await Promise.race([finished, sleep(20).then(() => true)]);
    if (!asked) return false;
  }
}

/** Repeatable chance (mulberry32): a failure is found again by its seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every write of a first run, and of one that grows, before it is done and after: all that a kill can tell apart. */
const WRITES = ['register', 'register', 'assign', 'assign', 'create', 'serve', 'serve'];
const moments = WRITES.flatMap((write, skip) => (['before', 'after'] as const).map((when) => [skip, write, when] as const));

test.each(moments)(
  'the applier, killed at write %i (%s), %s it is done',
  async (skip, _, when) => {
    const running = await lab.simulator();
    await running.control('POST', '/lab/faults', { kind: 'hold', method: 'POST', when, skip });
    const first = lab.applier('volume', ORDER, running.endpoints);
    expect(await held(running, first.done)).toBe(true);
    first.kill();
    expect(await first.done).toMatchObject({ signal: 'SIGKILL' });
    expect(await lab.applier('volume', ORDER, running.endpoints).done).toMatchObject({ code: 0, err: '' });
    expect(await inventoryOf(lab, running)).toEqual(expected(await device(running)));
  },
  60_000,
);

test.each(['before', 'after'] as const)(
  'the applier, killed %s a volume has grown',
  async (when) => {
    const running = await lab.simulator();
    await lab.applier('volume', ORDER, running.endpoints).done;
    await running.control('POST', '/lab/faults', { kind: 'hold', method: 'PUT', when });
    const first = lab.applier('volume', LARGER, running.endpoints);
    expect(await held(running, first.done)).toBe(true);
    first.kill();
    await first.done;
    expect(await lab.applier('volume', LARGER, running.endpoints).done).toMatchObject({ code: 0, err: '' });
    // The datastore is still to be looked at: the growth was noted before it was asked for.
    expect(await inventoryOf(lab, running)).toEqual(expected(await device(running), LARGER.sizeMib, GROWN));
  },
  60_000,
);

test.each(Array.from({ length: 8 }, (_, seed) => [seed]))(
  'the applier, killed at any request (seed %i), and again, and again',
  async (seed) => {
    const random = chance(seed);
    const running = await lab.simulator(50);
    for (let round = 0; round < 3; round++) {
      await running.control('POST', '/lab/faults', {
        kind: 'hold',
        when: random() < 0.5 ? 'before' : 'after',
        skip: Math.floor(random() * 60),
      });
      const killed = lab.applier('volume', ORDER, running.endpoints);
      if (await held(running, killed.done)) killed.kill();
      await killed.done;
      await running.control('DELETE', '/lab/faults');
    }
    expect(await lab.applier('volume', ORDER, running.endpoints).done).toMatchObject({ code: 0, err: '' });
    expect(await inventoryOf(lab, running)).toEqual(expected(await device(running)));
  },
  120_000,
);

/** Each moment of each change: start, two hosts, two initiators, a disk, two hosts served. */
const deaths = MOMENTS.flatMap((moment) => [0, 2, 4, 5, 6].map((skip) => [moment, skip] as const));

test.each(deaths)(
  'the simulator, killed %s of change %i, is started again where it was',
  async (moment, skip) => {
    const first = await lab.simulator();
    // Reads are answered as well: only changes are counted here.
    const counted = moment === 'before-answer' ? { skip: 9 + skip * 9 } : { skip };
    await first.control('POST', '/lab/faults', { kind: 'die', moment, ...counted });
    const applier = lab.applier('volume', ORDER, first.endpoints);
    const died = await Promise.race([first.ended, applier.done.then(() => undefined)]);
    expect(died).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await lab.simulator();
    expect(second.endpoints).toEqual(first.endpoints);
    await applier.done;
    expect(await lab.applier('volume', ORDER, second.endpoints).done).toMatchObject({ code: 0, err: '' });
    expect(await inventoryOf(lab, second)).toEqual(expected(await device(second)));
    expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  },
  120_000,
);

test('both are killed while a volume of another name is made: the first volume is not touched', async () => {
  const first = await lab.simulator();
  await lab.applier('volume', ORDER, first.endpoints).done;
  const before = await device(first);
  await first.control('POST', '/lab/faults', { kind: 'die', moment: 'after-state' });
  const other = { ...ORDER, name: 'autre', lun: 2 };
  const applier = lab.applier('volume', other, first.endpoints);
  await first.ended;
  applier.kill();
  await applier.done;
  const second = await lab.simulator();
  expect((await lab.list(second, 'virtualdisks')).map(({ Alias }) => Alias)).toEqual(['donnees', 'autre']);
  expect(await device(second)).toBe(before);
  expect(await lab.applier('volume', other, second.endpoints).done).toMatchObject({ code: 0 });
  expect((await lab.list(second, 'virtualdisks')).map(({ Alias }) => Alias)).toEqual(['donnees', 'autre']);
}, 60_000);

test('ten appliers at once: each volume once, each host once, every fact kept', async () => {
  const running = await lab.simulator(50);
  const orders = Array.from({ length: 10 }, (_, index) => ({ ...ORDER, name: `volume-${String(index)}`, lun: index }));
  const ran = await Promise.all(orders.map((order) => lab.applier('volume', order, running.endpoints).done));
  expect(ran.map(({ code, err }) => [code, err])).toEqual(orders.map(() => [0, '']));
  const found = (await inventoryOf(lab, running)) as {
    disks: unknown[];
    hosts: unknown[];
    ports: unknown[];
    paths: number;
    facts: unknown;
  };
  const disks = await lab.list(running, 'virtualdisks');
  expect([found.disks.length, found.hosts.length, found.ports.length, found.paths]).toEqual([10, 2, 2, 40]);
  expect(found.facts).toEqual({
    volumes: Object.fromEntries(
      disks.map(({ Alias, ScsiDeviceIdString }) => [String(Alias), { device: `naa.${String(ScsiDeviceIdString).toLowerCase()}` }]),
    ),
  });
}, 120_000);
