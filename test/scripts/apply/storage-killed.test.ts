/** The simulated storage, killed at each moment of each change, is started again where it was: what was begun is finished once. */
import { MOMENTS } from '../../../scripts/lab/datacore/faults';
import { build } from '../../lab/datacore/child-applier';
import { ORDER } from '../../lab/datacore/orders';
import { type ProcessGround, processGround, type Running } from '../../lab/datacore/processes';
import { device, expected, inventoryOf } from '../../lab/datacore/whole';

beforeAll(build, 60_000);
let lab: ProcessGround;
beforeEach(() => (lab = processGround()));
afterEach(() => lab.end());

const listed = (running: Running) => (collection: string) => lab.list(running, collection);
const die = (running: Running, body: object) => running.control('POST', '/lab/faults', { kind: 'die', ...body });

/** Each moment of each change: start, two hosts, two initiators, a disk, two hosts served. */
const deaths = MOMENTS.flatMap((moment) => [0, 2, 4, 5, 6].map((skip) => [moment, skip] as const));

test.each(deaths)('killed %s of change %i', async (moment, skip) => {
  const first = await lab.simulator();
  // Reads are answered as well: only changes are counted here.
  await die(first, { moment, ...(moment === 'before-answer' ? { skip: 9 + skip * 9 } : { skip }) });
  const applying = lab.apply(ORDER, first.endpoints);
  const died = await Promise.race([first.ended, applying.then(() => undefined)]);
  expect(died).toEqual({ code: null, signal: 'SIGKILL' });
  const second = await lab.simulator();
  expect(second.endpoints).toEqual(first.endpoints);
  await applying;
  expect(await lab.apply(ORDER, second.endpoints)).toMatchObject({ code: 0, err: '' });
  expect(await inventoryOf(listed(second), lab)).toEqual(await expected(listed(second)));
  expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

test('killed while a volume of another name is made: the first volume is not touched', async () => {
  const first = await lab.simulator();
  await lab.apply(ORDER, first.endpoints);
  const before = await device(listed(first));
  await die(first, { moment: 'after-state' });
  const other = { ...ORDER, name: 'autre', lun: 2 };
  const applying = lab.apply(other, first.endpoints);
  await first.ended;
  expect((await applying).code).toBe(1);
  const second = await lab.simulator();
  const names = async (): Promise<unknown> => (await lab.list(second, 'virtualdisks')).map(({ Alias }) => Alias);
  expect(await names()).toEqual(['donnees', 'autre']);
  expect(await device(listed(second))).toBe(before);
  expect(await lab.apply(other, second.endpoints)).toMatchObject({ code: 0 });
  expect(await names()).toEqual(['donnees', 'autre']);
});
