import { collections } from '../../config/model/index';
import { textTable } from '../../scripts/text-table';
import { estateFolder } from '../support/estates';
import { cordee } from '../support/fake-shell';

test('every collection, counted; workloads last', async () => {
  const { code, out } = await cordee(['list', '-e', 'minimal']);
  const lines = out.split('\n');
  expect([code, lines.length]).toEqual([0, collections.length + 1]);
  expect(lines[1]).toBe('sites                 3  A place that can fail as a whole (fault domain).');
  expect(lines.at(-1)).toBe('workloads             1  Virtual machines of tenants and services.');
});

test('a collection: key, title and place', async () => {
  expect((await cordee(['list', 'sites', '-e', 'minimal'])).out).toBe(
    [
      'agglo   Agglomération        minimal/sites/agglo.yaml:3',
      'mairie  Mairie               minimal/sites/mairie.yaml:3',
      'temoin  Ateliers municipaux  minimal/sites/temoin.yaml:3',
    ].join('\n'),
  );
});

test('networks and workloads are listed with those of owners, as references name them', async () => {
  const { out } = await cordee(['list', 'networks', '-e', 'minimal']);
  expect(out.split('\n').at(-2)).toBe('ville/serveurs  Serveurs de la ville  minimal/tenants/ville.yaml:17');
  expect((await cordee(['list', 'workloads', '-e', 'minimal'])).out).toBe(
    'ville/fichiers  Fichiers partagés  minimal/tenants/ville.yaml:26',
  );
});

test('an empty collection says so', async () => {
  expect(await cordee(['list', 'schools', '-e', 'minimal'])).toEqual({ code: 0, out: 'minimal has no schools', err: '' });
});

test('as JSON', async () => {
  const all = JSON.parse((await cordee(['list', '-e', 'minimal', '-f', 'json'])).out) as { collections: object };
  expect(all).toMatchObject({ environment: 'minimal', collections: { sites: 3, workloads: 1, schools: 0 } });
  expect(JSON.parse((await cordee(['list', 'workloads', '-e', 'minimal', '-f', 'json'])).out)).toEqual({
    environment: 'minimal',
    collection: 'workloads',
    entities: [{ key: 'ville/fichiers', title: 'Fichiers partagés', file: 'tenants/ville.yaml', line: 26 }],
  });
});

test('an estate with errors is listed as far as it can be read', async () => {
  const folder = estateFolder('minimal', { 'ducts.yaml': 'fourreau-nord: {}\nfourreau-sud: nothing\n' });
  expect((await cordee(['list', 'ducts', '-e', folder])).out).toBe(
    'fourreau-nord    estate/ducts.yaml:1\nfourreau-sud     estate/ducts.yaml:2',
  );
});

test('a table pads by characters, numbers from the left', () => {
  expect(
    textTable(
      [
        ['é', '1', 'x'],
        ['abc', '10', 'y'],
      ],
      [1],
    ),
  ).toBe('é     1  x\nabc  10  y');
});
