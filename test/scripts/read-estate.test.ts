/** Which files of a folder are read, and that none is passed over in silence that was meant. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFiles } from '../../scripts/read-estate';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

/** What the check says of the smallest estate with a file more, or another in its place; `text` undefined makes a link. */
async function said(file: string, text?: string | Buffer): Promise<string> {
  const folder = estateFolder('minimal');
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  if (text === undefined) symlinkSync(join(folder, 'sites.yaml'), join(folder, file));
  else writeFileSync(join(folder, file), text);
  const { out } = await cordee(['check', '-e', folder]);
  return out.split('\n\n').find((part) => part.includes(`${file}:`)) ?? '';
}

test.each<[file: string, text: string | undefined, message: string, fix: string]>([
  ['tenants/autre.YAML', '', '`tenants/autre.YAML` ends in .YAML', 'rename it to tenants/autre.yaml'],
  ['tenants/autre.yml', '', '`tenants/autre.yml` ends in .yml', 'rename it to tenants/autre.yaml'],
  ['tenants/autre', '', '`tenants/autre` ends in nothing', 'rename it to tenants/autre.yaml'],
  ['flows', '', '`flows` ends in nothing', 'rename it to flows.yaml'],
  ['tenants/autre.yaml', undefined, 'this is a link, and links are not followed', 'put the file itself here'],
  ['schools', undefined, 'this is a link, and links are not followed', 'put the file itself here'],
])('%s is not passed over', async (file, text, message, fix) => {
  expect(await said(file, text)).toBe(`estate/${file}:1:1: ${message} [file-name]\n      fix: ${fix}`);
});

test.each(['README.md', 'tenants/notes.txt', '.hidden.yaml', 'LICENSE', 'tenants/README', 'tenants/ville.yaml.bak'])(
  '%s is nobody’s description',
  async (file) => {
    expect(await said(file, 'not: [yaml')).toBe('');
  },
);

test.each<[string, Buffer, string]>([
  ['Latin 1', Buffer.from('# one\ntitle: Mairie \u00e9lue\n', 'latin1'), '2:15'],
  ['UTF-16', Buffer.from('\ufefftitle: x\n', 'utf16le'), '1:1'],
  ['a torn character at the end', Buffer.from('title: caf\u00e9').subarray(0, -1), '1:11'],
])('%s is no UTF-8, and it is said where', async (_, bytes, place) => {
  const lines = (await said('tenants/autre.yaml', bytes)).split('\n');
  expect([lines[0], lines.at(-1)]).toEqual([
    `estate/tenants/autre.yaml:${place}: this is not UTF-8 [yaml-syntax]`,
    '      fix: save the file as UTF-8, without another encoding',
  ]);
});

test('UTF-8 is any character, that of a replaced one included', () => {
  const folder = estateFolder('minimal', { 'sites.yaml': '# \u{1f600} \ufffd \u00e9\n' });
  expect(readFiles(folder).find(({ file }) => file === 'sites.yaml')).toEqual({ file: 'sites.yaml', text: '# \u{1f600} \ufffd \u00e9\n' });
});

test('a file that is far too large is not read', async () => {
  expect(await said('tenants/autre.yaml', Buffer.alloc(5 * 1024 * 1024, '#'))).toBe(
    [
      'estate/tenants/autre.yaml:1:1: this file has `5` MiB [yaml-syntax]',
      '      allowed: at most 4 MiB',
      '      fix: describe one entity per file, in a folder; what is no description belongs elsewhere',
    ].join('\n'),
  );
});

test('what refers to a kind of which a file cannot be read is not judged', async () => {
  const folder = estateFolder('minimal', { 'zones.yaml': undefined });
  writeFileSync(join(folder, 'zones.YAML'), filesOf('minimal').find(({ file }) => file === 'zones.yaml')!.text);
  const { out } = await cordee(['check', '-e', folder]);
  expect(out.match(/\[[a-z-]+\]$/gm)).toEqual(['[witness-unconfirmed]', '[file-name]']);
});

describe('a name that is an environment of the project and a folder here', () => {
  const before = process.cwd();
  const here = mkdtempSync(join(tmpdir(), 'cordee-'));
  beforeAll(() => {
    mkdirSync(join(here, 'minimal'));
    process.chdir(here);
  });
  afterAll(() => process.chdir(before));

  test('is the environment while the folder is no estate', async () => {
    expect((await cordee(['check', '-e', 'minimal'])).code).toBe(0);
  });

  test('is refused when both are estates, and each can be said', async () => {
    writeFileSync(join(here, 'minimal/estate.yaml'), 'title: Ours\n');
    const named = join(PROJECT, 'config/environments/minimal');
    expect(await cordee(['check', '-e', 'minimal'])).toEqual({
      code: 1,
      out: '',
      err: `cordee: \`minimal\` is an environment of the project, and an estate in a folder here\n        write ./minimal for the folder, or ${named} for the environment`,
    });
    expect((await cordee(['check', '-e', named])).code).toBe(0);
    expect((await cordee(['check', '-e', './minimal'])).code).toBe(1);
  });

  test('is written so that it can be pasted by `new estate`', async () => {
    expect((await cordee(['new', 'estate', 'chelles'])).out.split('\n').slice(1)).toEqual([
      '  cordee check -e ./chelles',
      '  ./chelles/estate.yaml is the place to begin; every file says what it is for',
      '  cordee prove -e ./chelles',
      expect.stringContaining('./chelles/suppliers/fournisseur.yaml says how it holds'),
    ]);
    expect((await cordee(['new', 'estate', 'two words'])).out.split('\n').slice(1)).toEqual([
      "  cordee check -e './two words'",
      "  './two words/estate.yaml' is the place to begin; every file says what it is for",
      "  cordee prove -e './two words'",
      expect.stringContaining("'./two words/suppliers/fournisseur.yaml' says how it holds"),
    ]);
  });
});
