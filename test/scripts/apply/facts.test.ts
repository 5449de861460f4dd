/** The facts file: merged, whole, and refused by name where it is something else. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVolumeFacts, writeVolumeFacts } from '../../../scripts/apply/facts';
import { refusal } from './refused';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  path = join(folder, 'facts', 'minimal.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = (): unknown => JSON.parse(readFileSync(path, 'utf8'));

test('a volume’s are merged with what is there, in the order of names, and taken out again', async () => {
  mkdirSync(join(folder, 'facts'));
  writeFileSync(path, JSON.stringify({ other: 'kept', volumes: { b: { device: 'naa.b' } } }));
  await writeVolumeFacts(path, 'a', { device: 'naa.a' });
  expect(readFileSync(path, 'utf8')).toBe(
    '{\n  "other": "kept",\n  "volumes": {\n    "a": {\n      "device": "naa.a"\n    },\n    "b": {\n      "device": "naa.b"\n    }\n  }\n}\n',
  );
  expect(readVolumeFacts(path, 'b')).toEqual({ device: 'naa.b' });
  await writeVolumeFacts(path, 'b', undefined);
  expect(text()).toEqual({ other: 'kept', volumes: { a: { device: 'naa.a' } } });
});

const ANEW =
  'have each volume’s facts read from the storage again: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.KEY_settings (KEY_existing where it is described as existing)';
const DEVICE = 'the name of a LUN, as naa.60030d90…';

test.each<[what: string, text: string, message: string]>([
  ['empty', '', 'is no JSON, or only the beginning of it'],
  ['torn', '{"volumes": {"a": {"device": "naa.', 'is no JSON, or only the beginning of it'],
  ['a list', '[]', 'holds `[]`; allowed: an object'],
  ['null', 'null', 'holds `null`; allowed: an object'],
  ['volumes that are none', '{"volumes": null}', 'says `null` at `volumes`; allowed: an object'],
  ['a volume that is none', '{"volumes": {"a": "naa.a"}}', 'says `"naa.a"` at `volumes.a`; allowed: an object'],
  ['a volume without its device', '{"volumes": {"a": {}}}', `says missing at \`volumes.a.device\`; allowed: ${DEVICE}`],
  ['a device that is none', '{"volumes": {"b": {"device": ""}}}', `says \`""\` at \`volumes.b.device\`; allowed: ${DEVICE}`],
  [
    'manual steps that are no names',
    '{"volumes": {"a": {"device": "naa.a", "manualSteps": ["x", 5]}}}',
    'says `5` at `volumes.a.manualSteps.1`; allowed: a text',
  ],
  [
    'a size that is none',
    '{"volumes": {"a": {"device": "naa.a", "grownFromMib": "10"}}}',
    'says `"10"` at `volumes.a.grownFromMib`; allowed: a whole number from 1 to 1073741824',
  ],
])('%s: it stops before anything is lost', async (_, content, message) => {
  mkdirSync(join(folder, 'facts'));
  writeFileSync(path, content);
  const refused = [`the facts file ${path} ${message}`, `move it away, and ${ANEW}`];
  expect(await refusal(() => readVolumeFacts(path, 'a'))).toEqual(refused);
  expect(await refusal(() => writeVolumeFacts(path, 'a', { device: 'naa.a' }))).toEqual(refused);
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('a folder of that name, and a file that cannot be read, are told apart from one that is not there', async () => {
  expect(readVolumeFacts(path, 'a')).toBe(undefined);
  mkdirSync(path, { recursive: true });
  expect(await refusal(() => readVolumeFacts(path, 'a'))).toEqual([
    `the facts file ${path} is a folder`,
    `move the folder away, and ${ANEW}`,
  ]);
  rmSync(path, { recursive: true });
  symlinkSync(path, path);
  expect(await refusal(() => writeVolumeFacts(path, 'a', { device: 'naa.a' }))).toEqual([
    `the facts file ${path} cannot be read (ELOOP)`,
    'let whoever runs Terraform read and write it',
  ]);
});

test('what every object has is no volume', () => {
  mkdirSync(join(folder, 'facts'));
  writeFileSync(path, '{}');
  expect(readVolumeFacts(path, 'constructor')).toBe(undefined);
});
