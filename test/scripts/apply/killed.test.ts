/** The applier, killed anywhere and run again, converges: nothing is doubled, and no volume is lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { build, type ChildApplier, childApplier } from '../../lab/datacore/child-applier';
import { type Ground, ground, ORDER } from '../../lab/datacore/ground';
import { device, expected, inventoryOf } from '../../lab/datacore/whole';

beforeAll(build, 60_000);
let lab: Ground;
beforeEach(async () => (lab = await ground()));
afterEach(() => lab.end());

const LARGER = { ...ORDER, sizeMib: 20 * 1024 };
const hold = (body: object) => lab.control('POST', '/lab/faults', { kind: 'hold', ...body });

/** Requests that wait for an answer; asked until there is one, or until the applier has ended. */
async function held({ done }: ChildApplier): Promise<boolean> {
  const finished = done.then(() => false);
  for (;;) {
    const { body } = await lab.control('GET', '/lab/status');
    if ((body as { held: number }).held > 0) return true;
    const asked = await Promise.race([finished, sleep(10).then(() => true)]);
    if (!asked) return false;
  }
}

/** Applied once more, to its end: in this process, for what a process starts with is tried by the one that was killed. */
async function again(order: object, sizeMib?: number, more?: object): Promise<void> {
  expect(await lab.apply('volume', order)).toMatchObject({ code: 0, err: '' });
  const files = { luns: lab.lunsFile, facts: lab.facts };
  expect(await inventoryOf(lab.list, files)).toEqual(await expected(lab.list, sizeMib, more));
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

test.each(moments)('killed at write %i (%s), %s it is done', async (skip, _, when) => {
  await hold({ method: 'POST', when, skip });
  const first = childApplier(lab, ORDER);
  expect(await held(first)).toBe(true);
  first.kill();
  expect(await first.done).toMatchObject({ signal: 'SIGKILL' });
  await again(ORDER);
});

test.each(['before', 'after'] as const)('killed %s a volume has grown', async (when) => {
  await lab.apply('volume');
  await hold({ method: 'PUT', when });
  const first = childApplier(lab, LARGER);
  expect(await held(first)).toBe(true);
  first.kill();
  await first.done;
  // The datastore is still to be looked at: the growth was noted before it was asked for.
  await again(LARGER, LARGER.sizeMib, { manualSteps: ['host-rescan', 'vmfs-grow'], grownFromMib: ORDER.sizeMib });
});

test.each(['before', 'after'] as const)('killed %s a host that came later is served: it has still to be rescanned', async (when) => {
  const [host, later] = ORDER.hosts;
  await lab.apply('volume', { ...ORDER, hosts: [host] });
  // As if somebody had read that the first host sees it.
  const naa = await device(lab.list);
  lab.writeFacts({ volumes: { donnees: { device: naa } } });
  await hold({ method: 'POST', path: 'virtualdisks/', when });
  const first = childApplier(lab, { ...ORDER, hosts: [host, later] });
  expect(await held(first)).toBe(true);
  first.kill();
  await first.done;
  await again(ORDER);
});

test.each(Array.from({ length: 8 }, (_, seed) => [seed]))('killed at any request (seed %i), and again, and again', async (seed) => {
  const random = chance(seed);
  for (let round = 0; round < 3; round++) {
    await hold({ when: random() < 0.5 ? 'before' : 'after', skip: Math.floor(random() * 60) });
    const killed = childApplier(lab, ORDER);
    if (await held(killed)) killed.kill();
    await killed.done;
    await lab.control('DELETE', '/lab/faults');
  }
  await again(ORDER);
});

test('ten appliers at once: each volume once, each host once, every fact kept', async () => {
  const orders = Array.from({ length: 10 }, (_, index) => ({ ...ORDER, name: `volume-${String(index)}`, lun: index }));
  const ran = await Promise.all(orders.map((order) => childApplier(lab, order).done));
  expect(ran.map(({ code, err }) => [code, err])).toEqual(orders.map(() => [0, '']));
  const [disks, hosts, ports, units] = await Promise.all(['virtualdisks', 'hosts', 'ports', 'virtuallogicalunits'].map(lab.list));
  const paths = units?.filter(({ Type }) => Type === 1);
  expect([disks?.length, hosts?.length, ports?.length, paths?.length]).toEqual([10, 2, 2, 40]);
  expect(lab.factsText()).toEqual({
    volumes: Object.fromEntries(
      (disks ?? []).map(({ Alias, ScsiDeviceIdString }) => [
        String(Alias),
        { device: `naa.${String(ScsiDeviceIdString).toLowerCase()}`, manualSteps: ['host-rescan'] },
      ]),
    ),
  });
});
