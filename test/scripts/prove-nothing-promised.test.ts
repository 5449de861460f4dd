/** Who is promised nothing must not look like somebody whose promises are kept. */
import { createColors } from 'picocolors';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

const classes = filesOf('minimal').find(({ file }) => file === 'classes.yaml')!.text;
const folder = estateFolder('minimal', { 'classes.yaml': classes.replace(/survives: .*/, 'survives: [none]') });

test('the verdict is none, each tenant is named, and it is yellow', async () => {
  const { code, out, err } = await cordee(['prove', '-e', folder]);
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n').slice(0, 6)).toEqual([
    'estate promises nothing: no cell is judged, so nothing is proved',
    '  A cell is a workload, a machine, a school or a pool of seats, and a failure that it must survive.',
    expect.stringContaining('  Places are file:line below '),
    '',
    '! ville is promised nothing: no failure is to be survived by its workload, of class standard',
    '    (classes.yaml:9)',
  ]);
  const coloured = await cordee(['prove', '-e', folder], { colors: createColors(true) });
  expect(coloured.out).toMatch(/^\u001b\[1m\u001b\[33mestate promises nothing/);
});

test('for programs it is a list, which is empty where something is promised', async () => {
  const nobody = async (environment: string): Promise<unknown> =>
    (JSON.parse((await cordee(['prove', '-e', environment, '-f', 'json'])).out) as { promisesNothing: unknown }).promisesNothing;
  expect([await nobody(folder), await nobody('minimal')]).toEqual([['ville'], []]);
});

test('where another tenant is promised something, the verdict stands, and the silent one is named', async () => {
  const textOf = (name: string): string => filesOf('chelles').find(({ file }) => file === name)!.text;
  const silent = estateFolder('chelles', {
    'classes.yaml': `${textOf('classes.yaml')}tacite: { title: Tacite, rto: 4 h, dmia: 24 h, pdma: 24 h, survives: [none], mirrored: true, restartPriority: medium }\n`,
    'tenants/theatre.yaml': textOf('tenants/theatre.yaml').replace(/class: \w+/g, 'class: tacite'),
  });
  const { out } = await cordee(['prove', '-e', silent]);
  expect(out).toMatch(/^estate holds what it promises: 14,\d{3} cells judged/);
  expect(out.replace(/\n {4}/g, ' ')).toContain(
    '! theatre is promised nothing: no failure is to be survived by its workload, of class tacite (classes.yaml:50)',
  );
});

test('a class that does not say what it survives promises all single elements, rooms, sites and named failures', async () => {
  const judged = async (survives: string): Promise<unknown> => {
    const text = classes.replace(/ {2}survives: .*\n/, survives);
    const { out } = await cordee(['prove', '-e', estateFolder('minimal', { 'classes.yaml': text }), '-f', 'json']);
    const { judged: cells, holds } = JSON.parse(out) as { judged: number; holds: boolean };
    return [cells, holds];
  };
  expect(await judged('')).toEqual(await judged('  survives: [element, room, site, named-scenarios]\n'));
  expect(await judged('')).not.toEqual(await judged('  survives: [element, room, site]\n'));
});
