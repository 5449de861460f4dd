/** The same estate gives the same bytes, wherever and however it is written down; and no byte that belongs to a machine or a secret. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import { parseEach, load } from '../../config/load';
import type { SourceFile } from '../../config/source';
import { readFiles } from '../../scripts/read-estate';
import { sha256 } from '../../scripts/sha256';
import { checked, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';
import { PROJECT } from '../support/needs';
import { edited, type Rendered, rendered, renderModel } from './rendered';

const ENVIRONMENTS = ['minimal', 'chelles'] as const;
const synthesized = (files: readonly SourceFile[], environment: string): Rendered => {
  const { model, loaded, findings } = checked(files, environment);
  if (model === undefined) throw new Error(JSON.stringify(findings, null, 2));
  return renderModel(model, {}, loaded);
};
/** All that is written but the trace index, which names lines of files. */
const untraced = ({ output }: Rendered): Record<string, string> =>
  Object.fromEntries([...output.texts].filter(([path]) => path !== 'trace.json'));
const terraform = ({ stacks }: Rendered): Record<string, string> => Object.fromEntries([...stacks].map(([name, { text }]) => [name, text]));

const allFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [relative(folder, join(parentPath, name)), readFileSync(join(parentPath, name), 'utf8')]),
  );

describe.each(ENVIRONMENTS)('the output of %s', (environment) => {
  test('has the same bytes from two folders into two folders, and a second run writes nothing', async () => {
    const top = mkdtempSync(join(tmpdir(), 'cordee-'));
    const roots = ['here', join('somewhere', 'else')].map((name) => join(top, name));
    try {
      const outputs: Record<string, string>[] = [];
      for (const root of roots) {
        const [estate, output] = [join(root, environment), join(root, 'out')];
        cpSync(join(PROJECT, 'config', 'environments', environment), estate, { recursive: true });
        const synth = ['synth', '--environment', estate, '--output', output, '--locked', '--format', 'json'];
        const first = await cordee(synth, { program: root });
        expect(first).toMatchObject({ code: 0, err: '' });
        expect(JSON.parse(first.out)).toMatchObject({ registerChanged: false, removed: 0 });
        outputs.push(allFiles(output));
        expect(JSON.parse((await cordee(synth, { program: root })).out)).toMatchObject({ written: 0, removed: 0 });
        expect(allFiles(output)).toEqual(outputs.at(-1));
      }
      expect(outputs[1]).toEqual(outputs[0]);
      const { 'files.txt': list, ...files } = outputs[0]!;
      expect(files).toEqual(Object.fromEntries(rendered(environment).output.texts));
      expect(list?.split('\n').slice(1, -1)).toEqual(
        Object.keys(files)
          .sort()
          .map((path) => `${sha256(files[path] ?? '')} ${path}`),
      );
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  });

  test('does not depend on the order of files, of entities in a file or of keys in an entity', () => {
    const turned = [...filesOf(environment)]
      .reverse()
      .map(({ file, text }) => ({ file, text: stringify(reversed(parse(text)), { aliasDuplicateObjects: false }) }));
    expect(turned.map(({ text }) => text)).not.toEqual([...filesOf(environment)].reverse().map(({ text }) => text));
    expect(untraced(synthesized(turned, environment))).toEqual(untraced(rendered(environment)));
  });

  test('does not depend on whether entities share a file or have one each', () => {
    const spread = filesOf(environment).flatMap(({ file, text }) => {
      const collection = file.replace('.yaml', '');
      if (file.includes('/') || ['estate', 'storage', 'energy', 'costs'].includes(collection)) return [{ file, text }];
      return Object.entries((parse(text) ?? {}) as Record<string, unknown>).map(([key, entity]) => ({
        file: `${collection}/${key}.yaml`,
        text: stringify(entity),
      }));
    });
    expect(spread.length).toBeGreaterThan(filesOf(environment).length);
    expect(untraced(synthesized(spread, environment))).toEqual(untraced(rendered(environment)));
  });

  test('renaming every title changes no Terraform', () => {
    let titles = 0;
    const renamed = edited(rendered(environment).model, (copy) => {
      const visit = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        const entity = value as Record<string, unknown>;
        if (typeof entity['title'] === 'string') entity['title'] = `Autre titre ${titles++}`;
        Object.values(entity).forEach(visit);
      };
      visit(copy);
    });
    expect(titles).toBeGreaterThan(50);
    expect(terraform(renderModel(renamed))).toEqual(terraform(rendered(environment)));
  });

  test('holds no absolute path, no date, no name of the machine or its user, no stack trace', () => {
    // A machine may well be called like something of the estate.
    const own = filesOf(environment)
      .map(({ text }) => text)
      .join('\n');
    const ofMachine = [hostname(), userInfo().username].filter((word) => word.length > 3 && !own.includes(word));
    const words = [PROJECT, homedir(), tmpdir(), 'stackTrace', 'node_modules', 'file://', ...ofMachine];
    for (const [path, text] of rendered(environment).output.texts) {
      expect({ path, found: words.filter((word) => text.includes(word)) }).toEqual({ path, found: [] });
      if (path.endsWith('.json'))
        expect({ path, dates: text.match(/\b20\d\d-[01]\d-[0-3]\d(T|\b)|\b1[5-9]\d{11}\b/g) }).toEqual({ path, dates: null });
      expect({ path, absolute: text.match(/"\/(home|root|Users|work|tmp|var|private)\/[^"]*"/g) }).toEqual({ path, absolute: null });
    }
  });

  test('holds no key that names a secret, and no value that looks like one', () => {
    for (const [path, text] of rendered(environment).output.texts) {
      const secret = /"[^"]*(passw|secret|token|credential|private_?key|api_?key|community)[^"]*"\s*:|-----BEGIN|:\/\/[^/"\s]+:[^/"\s]+@/gi;
      if (path.endsWith('.json')) expect({ path, found: text.match(secret) }).toEqual({ path, found: null });
      expect({ path, found: text.match(/^\s*(neighbor \S+ )?(password|enable (password|secret)|key-string)\b.*$/gm) }).toEqual({
        path,
        found: null,
      });
    }
  });

  test('says nothing to the providers, and keeps the state below .cordee', () => {
    for (const { name, json } of rendered(environment).stacks.values()) {
      expect(json['provider']).toEqual({ null: [{}], vsphere: [{}] });
      expect((json['terraform'] as { backend: unknown }).backend).toEqual({
        local: { path: `../../../.cordee/state/${environment}/${name}.tfstate` },
      });
      expect(Object.keys(json).filter((key) => !['//', 'terraform', 'provider', 'resource', 'data'].includes(key))).toEqual([]);
    }
  });
});

test('in PostgreSQL each stack has a schema of its own, and the connection is left to the environment', () => {
  const { stacks } = renderModel(edited(rendered('minimal').model, (copy) => void (copy.estate.backend = 'pg')));
  for (const { name, json } of stacks.values()) {
    expect((json['terraform'] as { backend: unknown }).backend).toEqual({ pg: { schema_name: `minimal_${name}` } });
    expect(json['//']).toMatchObject({ metadata: { backend: 'pg' } });
  }
});

test('no two stacks share a schema, however long the names: PostgreSQL cuts at 63 bytes', () => {
  const estate = 'une-tres-longue-agglomeration-de-la-region';
  const model = edited(rendered('minimal').model, (copy) => {
    Object.assign(copy, { environment: estate });
    copy.estate.backend = 'pg';
    for (const end of ['a', 'b']) copy.tenants[`syndicat-intercommunal-des-eaux-de-${end}`] = structuredClone(copy.tenants['ville']!);
  });
  const schemas = [...renderModel(model).stacks.values()].map(
    ({ json }) => (json['terraform'] as { backend: { pg: { schema_name: string } } }).backend.pg.schema_name,
  );
  expect(new Set(schemas.map((name) => name.slice(0, 63))).size).toBe(schemas.length);
  expect(schemas).toContain(`${estate}_telecom`);
  expect(schemas.filter((name) => name.length === 63)).toEqual([
    'une-tres-longue-agglomeration-de-la-region_tenant-_872ea1370897',
    'une-tres-longue-agglomeration-de-la-region_tenant-_1f6a6e4b33c0',
  ]);
});

test('the files of an environment are read in the same way from any folder', () => {
  const files = readFiles(join(PROJECT, 'config', 'environments', 'minimal'));
  expect(load(files, (sorted) => parseEach(sorted)).findings).toEqual([]);
  expect(files.every(({ file }) => !file.startsWith('/') && !file.includes('\\'))).toBe(true);
});

/** Maps with their keys turned round; lists keep their order, which is theirs. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
