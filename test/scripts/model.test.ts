import { modelSchema } from '../../scripts/generation/model-schema';
import { checked, estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

test('the Model is printed as it is, keys in order', async () => {
  const { code, out, err } = await cordee(['model', '-e', 'minimal']);
  expect([code, err]).toEqual([0, '']);
  const printed = JSON.parse(out) as Record<string, Record<string, object>>;
  expect(printed).toEqual(JSON.parse(JSON.stringify(checked(filesOf('minimal')).model)));
  expect(Object.keys(printed).slice(0, 3)).toEqual(['modelVersion', 'environment', 'estate']);
  expect(Object.keys(printed['sites']!)).toEqual(['agglo', 'mairie', 'temoin']);
  expect(printed['workloads']!['ville/fichiers']).toMatchObject({ memory: 4096, owner: 'ville', path: 'tenants.ville.workloads.fichiers' });
});

test('the order of entries in a file changes nothing of it', async () => {
  const ducts = filesOf('minimal')
    .find(({ file }) => file === 'ducts.yaml')!
    .text.split('\n');
  const [modeline = '', comment = '', first = '', second = ''] = ducts;
  const folder = estateFolder('minimal', { 'ducts.yaml': [modeline, comment, second, first, ''].join('\n') });
  expect((await cordee(['model', '-e', folder])).out).toBe((await cordee(['model', '-e', estateFolder('minimal')])).out);
});

test('an estate with errors has no Model to build on', async () => {
  const folder = estateFolder('minimal', { 'ducts.yaml': 'fourreau-nord: {}\n' });
  expect(await cordee(['model', '-e', folder])).toEqual({
    code: 1,
    out: '',
    err: `cordee: estate is not valid: 2 errors\n        see them: cordee check -e ${folder}`,
  });
});

test('--schema prints the schema, whatever the estate', async () => {
  const { code, out } = await cordee(['model', '--schema', '-e', 'nowhere']);
  expect([code, JSON.parse(out)]).toEqual([0, JSON.parse(JSON.stringify(modelSchema()))]);
});
