/** What a line gives: on an estate that was really synthesized, in words and as data. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../config/check';
import { type Leaf, leavesOf, otherValues, replaced, spread } from '../../config/leaves';
import { load, type RawEntity, withEntities } from '../../config/load';
import { namesOf } from '../../config/names';
import { pathAt } from '../../config/path-at';
import { readTrace } from '../../scripts/trace';
import { tryLine } from '../../scripts/where/trial';
import { renderModel } from '../stacks/rendered';
import { AS_OF, checked, estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

const FOLDER = estateFolder('minimal');
const OUTPUT = mkdtempSync(join(tmpdir(), 'cordee-'));
const where = (what: string, ...flags: readonly string[]) => cordee(['where', what, '-e', FOLDER, '-o', OUTPUT, ...flags]);
const lineOf = (file: string, text: string): string => {
  const lines = filesOf('minimal')
    .find((source) => source.file === file)!
    .text.split('\n');
  return `${file}:${String(lines.findIndex((line) => line.includes(text)) + 1)}`;
};
interface Changes {
  readonly tried: readonly string[];
  readonly elements: readonly { readonly stack: string; readonly address: string }[];
  readonly files: readonly string[];
}
const changesOf = async (what: string): Promise<Changes> =>
  (JSON.parse((await where(what, '-f', 'json')).out) as { readonly changes: Changes }).changes;
const addresses = ({ elements }: Changes): string[] => elements.map(({ stack, address }) => `${stack}: ${address}`);

beforeAll(async () => {
  expect((await cordee(['synth', '-e', FOLDER, '-o', OUTPUT])).code).toBe(0);
});

test('a line of a machine: what is made from it, and what changes with it', async () => {
  const line = lineOf('tenants/ville.yaml', 'memory: 4 GiB');
  expect(await where(line)).toEqual({
    code: 0,
    out: [
      `estate/${line} is part of tenants.ville.workloads.fichiers.memory`,
      '',
      'Made from tenants.ville.workloads.fichiers: 2 elements',
      '',
      'tenant-ville:  vsphere_virtual_machine.ville_fichiers',
      'tenant-ville:  vsphere_ha_vm_override.ville_fichiers',
      '',
      'Changes with it: 1 element (tried: 4 GiB → 8 GiB; 4 GiB → 2 GiB)',
      '',
      'tenant-ville:  vsphere_virtual_machine.ville_fichiers',
    ].join('\n'),
    err: '',
  });
});

test.each<[string, string, readonly string[], RegExp]>([
  // A class is made into a tag; what its priority reaches are the machines.
  ['classes.yaml', 'restartPriority', ['tenant-ville: vsphere_ha_vm_override.ville_fichiers'], /^$/],
  // Nothing is made from the REST endpoint, and every volume is reached by it.
  [
    'storage.yaml',
    'endpoints',
    ['agglo-1', 'agglo-2', 'mairie-1', 'mairie-2'].map((volume) => `volumes: null_resource.donnees-${volume}_settings`),
    /^$/,
  ],
  // A link is made into nothing but lines of the routers.
  [
    'links.yaml',
    'cost: 20',
    ['agglo', 'mairie'].map((site) => `telecom: null_resource.file_telecom_routeur-${site}_inside_frr-conf`),
    /^(files\/telecom\/routeur-(agglo|mairie)\/inside\/frr\.conf ?)+$/,
  ],
])('%s, %s reaches what only reads it', async (file, text, elements, files) => {
  const changes = await changesOf(lineOf(file, text));
  expect(addresses(changes)).toEqual(elements);
  expect(changes.files.join(' ')).toMatch(files);
});

test('what is made from something else changes too: the home site moves the group and the rule', async () => {
  expect(addresses(await changesOf(lineOf('tenants/ville.yaml', 'home: mairie')))).toEqual(
    expect.arrayContaining([
      'tenant-ville: vsphere_compute_cluster_vm_group.ville_home_production_agglo',
      'tenant-ville: vsphere_compute_cluster_vm_group.ville_home_production_mairie',
      'tenant-ville: vsphere_virtual_machine.ville_fichiers',
    ]),
  );
});

test('what no byte of the output reads is said, and so is what cannot be tried', async () => {
  expect((await where(lineOf('energy.yaml', 'year:'))).out).toMatch(
    /^estate\/energy\.yaml:\d+ is part of energy\.baseline\.year\n\nNothing in the output is made from it alone\.\n\nNo byte of what is written changes with it \(tried: \d+ → \d+; \d+ → \d+\); what checks or proves may read it\.$/,
  );
  const broken = estateFolder('minimal', { 'ducts.yaml': 'fourreau-nord: {}\n' });
  const { out } = await cordee(['where', lineOf('tenants/ville.yaml', 'memory: 4 GiB'), '-e', broken, '-o', OUTPUT]);
  expect(out).toContain('What changes with it is not known while the files have errors of syntax, shape or reference: cordee check');
});

describe('a line of the Terraform', () => {
  const file = 'stacks/tenant-ville/cdk.tf.json';
  const lines = (): string[] => readFileSync(join(OUTPUT, file), 'utf8').split('\n');

  test('leads to the line of the estate, whichever line of an element it is', async () => {
    const resources = lines().indexOf('  "resource": {');
    const first = lines().findIndex((line, index) => index > resources && line === '    "vsphere_virtual_machine": {') + 2;
    const last = lines().findIndex((line, index) => index > first && line === '      }') + 1;
    const from = (await where('vsphere_virtual_machine.ville_fichiers')).out;
    expect(from).toContain(`written at  estate/${lineOf('tenants/ville.yaml', 'fichiers:')}`);
    for (const number of [first, first + 5, last]) {
      expect((await where(`${file}:${String(number)}`)).out).toBe(from);
      expect((await where(`${join(OUTPUT, file)}:${String(number)}`)).out).toBe(from);
    }
  });

  test('that belongs to none, is not there, or is not named is told', async () => {
    expect((await where(`${file}:2`)).err).toBe(
      `cordee: line 2 of \`${file}\` belongs to no resource and no data source\n        versions, backend, provider and the name of the stack come from estate.yaml and from the key of the stack`,
    );
    const many = lines().length;
    expect((await where(`${file}:${String(many + 1)}`)).err).toBe(
      `cordee: \`${file}\` has no line ${String(many + 1)}\n        it has ${String(many)}`,
    );
    expect((await where(file)).err).toBe(`cordee: \`${file}\` names no line\n        write ${file}:LINE`);
    expect((await where('stacks/autre/cdk.tf.json:3')).err).toBe(
      'cordee: there is no file `stacks/autre/cdk.tf.json`\n        name it from here, or from the output',
    );
  });
});

test('a line of a generated file leads where the file leads', async () => {
  const file = 'files/telecom/routeur-mairie/zones.nft';
  expect(existsSync(join(OUTPUT, file))).toBe(true);
  expect(await where(`${file}:12`)).toEqual(await where(file));
  expect((await where(file)).out).toContain('made from   routers.routeur-mairie');
});

test('every address leads to a line that names what it was made from, and that line leads back to it', async () => {
  const loaded = load(filesOf('minimal'));
  const entries = readTrace(OUTPUT, 'estate', FOLDER);
  expect(entries.length).toBeGreaterThan(100);
  const back = new Map<string, Set<string>>();
  for (const { stack, address, path, file, line } of entries) {
    const place = loaded.place(path, 'key');
    expect({ path, file, line }).toEqual({ path, file: place.file, line: place.line });
    const at = `${file}:${String(line)}`;
    back.set(at, (back.get(at) ?? new Set()).add(`${stack} ${address}`));
  }
  const [at, made] = [...back].find(([key]) => key.startsWith('tenants/'))!;
  const { entries: found } = JSON.parse((await where(at, '-f', 'json')).out) as { entries: { stack: string; address: string }[] };
  expect(found.map(({ stack, address }) => `${stack} ${address}`)).toEqual(expect.arrayContaining([...made]));
});

describe('of a line with several values', () => {
  const minimal = checked(filesOf('minimal'));
  const loaded = minimal.loaded;
  const parts = (changes: readonly RawEntity[]) => {
    const { model } = check(withEntities(loaded, changes), { environment: 'minimal', asOf: AS_OF, rules: [] });
    return model === undefined ? undefined : renderModel(model).output.texts;
  };
  const before = parts([])!;
  const lines = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(loaded)) {
    const { file, line } = loaded.place([leaf.entity, ...leaf.pointer].join('.'));
    const at = `${file}:${String(line)}`;
    lines.set(at, [...(lines.get(at) ?? []), leaf]);
  }
  const several = [...lines].filter(([, leaves]) => leaves.length > 1);

  test.each(spread(several, 12))('%s reaches at least what each of them reaches', (at, leaves) => {
    const [file = '', line = ''] = at.split(':');
    const path = pathAt(loaded, file, Number(line))!;
    const names = namesOf(loaded.entities.values());
    const stacks = new Set<string>();
    for (const leaf of leaves) {
      const entity = loaded.entities.get(leaf.entity)!;
      const [other] = otherValues(leaf, entity, names);
      const after = other === undefined ? undefined : parts([replaced(entity, leaf.pointer, other)]);
      if (after === undefined) continue;
      for (const name of new Set([...before.keys(), ...after.keys()]))
        if (/^(stacks|files)\//.test(name) && before.get(name) !== after.get(name)) stacks.add(name);
    }
    const { elements, files } = tryLine('minimal', loaded, path, { file, line: Number(line) }, AS_OF, OUTPUT)!;
    const reached = new Set([...elements.map(({ stack }) => `stacks/${stack}/cdk.tf.json`), ...files]);
    expect([...stacks].filter((name) => !reached.has(name))).toEqual([]);
  });
});

test('what is not in the output yet has none of its neighbours’ elements', async () => {
  const folder = estateFolder('minimal');
  await cordee(['synth', '-e', folder, '-o', OUTPUT]);
  await cordee(['new', 'tenant', 'essai', '-e', folder]);
  const { out } = await cordee(['where', 'tenants/essai.yaml:20', '-e', folder, '-o', OUTPUT]);
  expect(out).toContain('Nothing in the output is made from it alone.');
  expect(out).not.toContain('tenant-ville:');
});

test('a reference that could name nothing else is tried with another like it', async () => {
  const { tried, elements } = await changesOf(lineOf('tenants/ville.yaml', 'template: debian-12'));
  expect(tried).toEqual(['debian-12 → another like it']);
  expect(elements).toContainEqual({ stack: 'tenant-ville', address: 'vsphere_virtual_machine.ville_fichiers' });
});
