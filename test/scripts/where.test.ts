import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../../config/load';
import { pathAt } from '../../config/path-at';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

const entry = (stack: string, address: string, path: string, file: string, line: number) => ({
  stack,
  address,
  construct: `${stack}/${address}`,
  path,
  file,
  line,
});

const TRACE = {
  version: 1,
  environment: 'minimal',
  entries: [
    entry('tenant-ville', 'vsphere_folder.tenant', 'tenants.ville', 'tenants/ville.yaml', 3),
    entry('tenant-agglo', 'vsphere_folder.tenant', 'tenants.agglo', 'tenants/agglo.yaml', 3),
    entry('tenant-ville', 'vsphere_virtual_machine.ville_fichiers', 'tenants.ville.workloads.fichiers', 'tenants/ville.yaml', 26),
    entry('tenant-ville', 'data.vsphere_role.exploitant', 'roles.exploitant', 'roles.yaml', 3),
    {
      ...entry('telecom', 'null_resource.file_telecom_routeur-mairie_frr-conf', 'routers.routeur-mairie', 'routers.yaml', 3),
      construct: 'telecom/files--telecom--routeur-mairie--frr.conf/file',
    },
  ],
};

function outputWith(trace: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  writeFileSync(join(folder, 'trace.json'), typeof trace === 'string' ? trace : JSON.stringify(trace));
  return folder;
}
const OUTPUT = outputWith(TRACE);
const where = (what: string, ...flags: readonly string[]) => cordee(['where', what, '-e', 'minimal', '-o', OUTPUT, ...flags]);

const MACHINE = [
  'tenant-ville: vsphere_virtual_machine.ville_fichiers',
  '  written at  minimal/tenants/ville.yaml:26',
  '  made from   tenants.ville.workloads.fichiers',
  '  made by     tenant-ville/vsphere_virtual_machine.ville_fichiers',
].join('\n');

test.each([
  'vsphere_virtual_machine.ville_fichiers',
  'tenant-ville:vsphere_virtual_machine.ville_fichiers',
  'vsphere_virtual_machine.ville_fichiers[0]',
  'vsphere_virtual_machine.ville_fichiers.memory',
])('%s leads to its line', async (address) => {
  expect(await where(address)).toEqual({ code: 0, out: MACHINE, err: '' });
});

test('an address that several stacks have leads to each; with its stack, to one', async () => {
  const both = (await where('vsphere_folder.tenant')).out;
  expect(both.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
    'tenant-ville: vsphere_folder.tenant',
    '',
    'tenant-agglo: vsphere_folder.tenant',
  ]);
  expect((await where('tenant-agglo:vsphere_folder.tenant')).out).toBe(
    [
      'tenant-agglo: vsphere_folder.tenant',
      '  written at  minimal/tenants/agglo.yaml:3',
      '  made from   tenants.agglo',
      '  made by     tenant-agglo/vsphere_folder.tenant',
    ].join('\n'),
  );
});

test.each(['vsphere_role.exploitant', 'data.vsphere_role.exploitant', 'tenant-ville:vsphere_role.exploitant'])(
  '%s is found with or without `data.`',
  async (address) => {
    expect((await where(address)).out).toContain('made from   roles.exploitant');
  },
);

test.each([
  'file:files/telecom/routeur-mairie/frr.conf',
  'files/telecom/routeur-mairie/frr.conf',
  `${OUTPUT}/files/telecom/routeur-mairie/frr.conf`,
])('a generated file leads to its line: %s', async (path) => {
  expect((await where(path)).out).toContain('written at  minimal/routers.yaml:3');
});

test('an address that nothing has brings the nearest', async () => {
  expect(await where('vsphere_virtual_machine.ville_fichier')).toEqual({
    code: 1,
    out: '',
    err: 'cordee: nothing in the trace of minimal has the address `vsphere_virtual_machine.ville_fichier`\n        did you mean `vsphere_virtual_machine.ville_fichiers`?',
  });
  expect((await where('files/telecom/routeur-mairie/frr.cnf')).err.split('\n')[1]).toBe(
    '        did you mean `files/telecom/routeur-mairie/frr.conf`?',
  );
  expect((await where('aws_instance.web')).err.split('\n')[1]).toBe(
    `        list them: cordee list -e minimal, then cordee where FILE:LINE -e minimal -o ${OUTPUT}`,
  );
});

test('as JSON', async () => {
  expect(JSON.parse((await where('files/telecom/routeur-mairie/frr.conf', '-f', 'json')).out)).toEqual({
    environment: 'minimal',
    entries: [TRACE.entries[4]],
  });
});

test('a file that is none of the estate’s brings the nearest', async () => {
  expect((await where('tenants/vile.yaml:3')).err).toBe(
    'cordee: nothing of minimal is described in `tenants/vile.yaml`\n        did you mean `tenants/ville.yaml:3`?',
  );
  expect((await where('tenants/ville.yaml:0')).err).toMatch(/^cordee: `tenants\/ville\.yaml` has no line 0\n {8}it has \d+$/);
  expect((await where('tenants/ville.yaml')).err).toBe('cordee: `tenants/ville.yaml` names no line\n        write tenants/ville.yaml:LINE');
});

test('lines are those of the files as they are now', async () => {
  const tenant = filesOf('minimal').find(({ file }) => file === 'tenants/ville.yaml')!.text;
  const folder = estateFolder('minimal', { 'tenants/ville.yaml': `# one\n# two\n${tenant}` });
  const output = outputWith({ ...TRACE, environment: 'estate' });
  const { out } = await cordee(['where', 'vsphere_virtual_machine.ville_fichiers', '-e', folder, '-o', output]);
  expect(out).toContain('written at  estate/tenants/ville.yaml:28');
});

describe('without a trace to read, the remedy is said', () => {
  const remedy = (output: string) => `        make it: cordee synth -e minimal -o ${output}`;
  const empty = mkdtempSync(join(tmpdir(), 'cordee-'));
  const DAMAGED = 'is damaged, or was written by another version of Cordée';
  test.each([
    [empty, `there is no trace in ${empty}: nothing was synthesized there`],
    ...[
      [{ ...TRACE, environment: 'chelles' }, 'is of environment `chelles`'],
      [{ ...TRACE, version: 2 }, DAMAGED],
      ['{', DAMAGED],
      ['null', DAMAGED],
      [{ version: 1, environment: 'minimal' }, DAMAGED],
      [{ ...TRACE, environment: 7 }, DAMAGED],
      [{ ...TRACE, entries: [{ ...TRACE.entries[0], line: '26' }] }, DAMAGED],
      [{ ...TRACE, entries: ['vsphere_folder.tenant'] }, DAMAGED],
    ].map(([trace, why]) => {
      const output = outputWith(trace);
      return [output, `the trace in ${output} ${why as string}`];
    }),
  ])('%s', async (output = '', why = '') => {
    expect(await cordee(['where', 'vsphere_folder.tenant', '-e', 'minimal', '-o', output])).toEqual({
      code: 1,
      out: '',
      err: `cordee: ${why}\n${remedy(output)}`,
    });
  });
});

test('the remedy can be pasted', async () => {
  const folder = estateFolder('minimal');
  const output = join(mkdtempSync(join(tmpdir(), 'cordee ')), 'out');
  expect((await cordee(['where', 'vsphere_folder.tenant', '-e', folder, '-o', output])).err.split('\n')[1]).toBe(
    `        make it: cordee synth -e ${folder} -o '${output}'`,
  );
});

test('an output that is a file, or empty text, is refused in words', async () => {
  const file = join(OUTPUT, 'trace.json');
  expect((await cordee(['where', 'vsphere_folder.tenant', '-o', file])).err).toBe(
    `cordee: \`${file}\` is a file\n        give an empty or a new folder: --output FOLDER`,
  );
  process.env['CDKTF_OUTDIR'] = '';
  try {
    expect((await cordee(['where', 'vsphere_folder.tenant'])).err).toBe(
      'cordee: the folder of the output is empty text\n        leave --output and CDKTF_OUTDIR out, or name a folder',
    );
  } finally {
    delete process.env['CDKTF_OUTDIR'];
  }
});

test('every line of the estate leads to the entity that it belongs to', () => {
  const loaded = load(filesOf('minimal'));
  for (const { file, text } of filesOf('minimal')) {
    const lines = text.trimEnd().split('\n').length;
    for (let line = 1; line <= lines; line++) {
      const path = pathAt(loaded, file, line) ?? '';
      expect([file, line, path.split('.')[0]]).toEqual([file, line, file.split(/[/.]/)[0]]);
    }
  }
  expect([1, 2, 3, 4, 52].map((line) => pathAt(loaded, 'networks.yaml', line))).toEqual([
    'networks',
    'networks',
    'networks.management',
    'networks.management.title',
    'networks.backup.switch',
  ]);
  expect(pathAt(loaded, 'nothing.yaml', 1)).toBeUndefined();
});
