/** Everything that is synthesized exists in the real providers, with the right kind and type. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LEAST_PROVIDER } from '../../config/rules/versions-fit';
import { PROVIDER_OVERRIDES } from '../../constructs/provider-overrides';
import { needs } from '../support/needs';
import { differences, fits, providers, referencesIn, schemaOf, strangeExpressions } from './provider-schema';
import { allElements, type Element, elementsOf, rendered } from './rendered';

const ENVIRONMENTS = ['minimal', 'chelles'] as const;

describe.each(ENVIRONMENTS)('the stacks of %s', (environment) => {
  needs(['provider-schema'], 'hold only resources, data sources, attributes and blocks that the providers know, as they know them', () => {
    const elements = allElements(rendered(environment));
    expect(elements.length).toBeGreaterThan(environment === 'minimal' ? 80 : 1000);
    expect(elements.flatMap(differences)).toEqual([]);
  });

  needs(['provider-schema'], 'refer only to what the same stack has, by attributes that it has', () => {
    const dangling: string[] = [];
    for (const stack of rendered(environment).stacks.values()) {
      const elements = new Map(elementsOf(stack).map((element) => [element.address, element]));
      for (const { address, body } of elements.values()) {
        const { provisioner: _, ...rest } = body;
        for (const reference of referencesIn(rest)) {
          const [, target = '', attribute = ''] = /^(.+)\.([a-z_]+)$/.exec(reference) ?? [];
          const found = elements.get(target);
          if (found === undefined || schemaOf(found.mode, found.type)?.attributes?.[attribute] === undefined)
            dangling.push(`${stack.name} ${address}: ${reference}`);
        }
      }
    }
    expect(dangling).toEqual([]);
  });

  test('wait only for what the same stack has, and never write an expression that no test understands', () => {
    const wrong: string[] = [];
    for (const stack of rendered(environment).stacks.values()) {
      const addresses = new Set(elementsOf(stack).map(({ address }) => address));
      for (const { address, body } of elementsOf(stack)) {
        for (const other of (body['depends_on'] ?? []) as readonly string[])
          if (!addresses.has(other)) wrong.push(`${stack.name} ${address}: ${other}`);
        const { provisioner: _, ...rest } = body;
        wrong.push(...strangeExpressions(rest).map((text) => `${stack.name} ${address}: ${text}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  needs(['provider-schema'], 'name the providers as the registry does, with one exact version each', () => {
    for (const { name, json } of rendered(environment).stacks.values()) {
      const required = (json['terraform'] as { required_providers: Record<string, { source: string; version: string }> })
        .required_providers;
      expect({ name, required }).toEqual({
        name,
        required: { vsphere: { source: 'vmware/vsphere', version: '2.16.1' }, null: { source: 'null', version: '3.2.4' } },
      });
      for (const { source } of Object.values(required))
        expect(Object.keys(providers())).toContain(source.includes('/') ? source : `hashicorp/${source}`);
    }
  });

  test('call a local program only through the launcher, with the order of the resource itself', () => {
    const provisioners = allElements(rendered(environment)).flatMap(({ type, body }) =>
      ((body['provisioner'] ?? []) as Record<string, Record<string, unknown>>[]).map((provisioner) => ({ type, provisioner })),
    );
    expect(provisioners.length).toBeGreaterThan(0);
    for (const { type, provisioner } of provisioners) {
      expect(type).toBe('null_resource');
      expect(Object.keys(provisioner)).toEqual(['local-exec']);
      expect(provisioner['local-exec']).toEqual({
        command: expect.stringMatching(/^node "\.\.\/\.\.\/launcher\.cjs" apply (volume|volume-identity)$/) as unknown,
        environment: { CORDEE_ORDER: '${self.triggers.order}', CORDEE_WHERE: expect.any(String) as unknown },
      });
    }
  });
});

describe('the check itself', () => {
  const pool = (body: Record<string, unknown>): Element => ({
    stack: 's',
    mode: 'resource',
    type: 'vsphere_resource_pool',
    name: 'p',
    address: 'vsphere_resource_pool.p',
    body: { name: 'p', parent_resource_pool_id: 'x', ...body },
  });

  needs(['provider-schema'], 'finds an unknown name, a wrong type, a computed attribute, a missing one and a block too many', () => {
    expect(differences(pool({}))).toEqual([]);
    const cluster = {
      ...pool({}),
      type: 'vsphere_virtual_machine',
      body: { name: 'v', resource_pool_id: 'x', clone: [{}, {}], moid: 'vm-1' },
    };
    expect(
      [
        pool({ colour: 'red' }),
        pool({ cpu_limit: '5' }),
        pool({ name: undefined }),
        pool({ lifecycle: { ignore_changes: ['colour'] } }),
      ].flatMap(differences),
    ).toEqual([
      's vsphere_resource_pool.p.colour: no such attribute or block',
      's vsphere_resource_pool.p.cpu_limit: "5" is no "number"',
      's vsphere_resource_pool.p.name: undefined is no "string"',
      's vsphere_resource_pool.p.name: required, and not set',
      's vsphere_resource_pool.p.lifecycle: ignores colour, which it has not',
    ]);
    expect(differences(cluster)).toEqual([
      's vsphere_resource_pool.p.clone: 2 blocks, 0 to 1 allowed',
      's vsphere_resource_pool.p.clone[0].template_uuid: required, and not set',
      's vsphere_resource_pool.p.clone[1].template_uuid: required, and not set',
      's vsphere_resource_pool.p.moid: computed by the provider, cannot be set',
    ]);
    expect(differences({ ...pool({}), type: 'vsphere_pool' })).toEqual(['s vsphere_resource_pool.p: no such resource']);
  });

  test('tells lists, sets, maps and objects apart', () => {
    expect([fits(['list', 'string'], ['a']), fits(['set', 'string'], 'a'), fits(['list', 'string'], [1])]).toEqual([true, false, false]);
    expect([fits(['map', 'string'], { a: 'b' }), fits(['map', 'string'], { a: true }), fits(['map', 'string'], [])]).toEqual([
      true,
      false,
      false,
    ]);
    expect([fits(['object', { a: 'bool' }], { a: true }), fits(['object', { a: 'bool' }], { b: true })]).toEqual([true, false]);
  });
});

describe('the table of overrides', () => {
  const overrides = Object.values(PROVIDER_OVERRIDES);
  const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

  test.each(overrides)('$argument of $type is absent from the bindings, or the table is out of date', ({ type, argument }) => {
    const folder = dirname(require.resolve(`@cdktf/provider-vsphere/lib/${type.replace('vsphere_', '').replace(/_/g, '-')}`));
    const camel = argument.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    for (const file of ['index.js', 'index.d.ts']) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain('haEnabled');
      expect(text).not.toMatch(new RegExp(`\\b(${argument}|${camel})\\b`));
    }
  });

  needs(['provider-schema'], 'holds only what the pinned provider has since a version that is not newer than the pin', () => {
    const { estate } = rendered('chelles').model;
    expect(compare('2.9.0', '2.16.1')).toBeLessThan(0);
    for (const { type, argument, since } of overrides) {
      expect(schemaOf('resource', type)?.attributes?.[argument]?.optional).toBe(true);
      expect(compare(since, estate.providers.vsphere)).toBeLessThanOrEqual(0);
    }
  });

  test('holds nothing newer than the provider that the check demands', () => {
    for (const { argument, since } of overrides)
      expect([argument, compare(since, `${LEAST_PROVIDER.join('.')}.0`) <= 0]).toEqual([argument, true]);
  });

  test('is the only way round the bindings: nothing else is overridden on an element, and on a stack only the versions', () => {
    const written = new Set<string>();
    for (const { json } of rendered('chelles').stacks.values()) {
      const { stack = [], ...elements } = (json['//'] as { metadata: { overrides: Record<string, string[]> } }).metadata.overrides;
      expect(stack).toEqual(['terraform']);
      for (const [type, names] of Object.entries(elements)) for (const name of names) written.add(`${type}.${name}`);
    }
    expect([...written]).toEqual(overrides.map(({ type, argument }) => `${type}.${argument}`));
  });
});
