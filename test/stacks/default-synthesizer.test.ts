/** What goes round cdktf’s own way of writing stacks gives what cdktf’s own way gives. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { Folder } from '@cdktf/provider-vsphere/lib/folder';
import { Annotations, App, Aspects, Fn, Lazy, TerraformOutput, TerraformResource, TerraformStack, TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { Model } from '../../config/model/model';
import { Stacks } from '../../stacks/app';
import { BaseStack } from '../../stacks/base-stack';
import { EstateSynthesizer, stableJson } from '../../stacks/synthesizer';
import { edited, rendered } from './rendered';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type Build = (app: App) => readonly BaseStack[];

/** With cdktf’s own preparation and synthesizer, which our stacks otherwise replace. */
function byFramework(build: Build): Record<string, unknown> {
  const app = new App({ outdir: folder, stackTraces: false });
  const stacks = build(app);
  // eslint-disable-next-line @typescript-eslint/unbound-method
  for (const stack of stacks) stack.prepareStack = TerraformStack.prototype.prepareStack;
  app.synth();
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  return { ...Object.fromEntries(stacks.map(({ name }) => [name, read(`stacks/${name}/cdk.tf.json`)])), manifest: read('manifest.json') };
}

function byUs(build: Build): Record<string, unknown> {
  const app = new App({ outdir: folder, stackTraces: false });
  const written: Record<string, unknown> = {};
  for (const stack of build(app)) {
    stack.prepareStack();
    stack.synthesizer = new EstateSynthesizer(stack, (_, text) => (written[stack.name] = JSON.parse(text)));
    stack.synthesizer.synthesize({ outdir: folder, skipValidation: false, manifest: app.manifest });
  }
  return { ...written, manifest: JSON.parse(stableJson(app.manifest.buildManifest())) };
}

describe.each(['minimal', 'chelles'])('the stacks of %s', (environment) => {
  test('are the JSON that cdktf writes by default, and so is the manifest', () => {
    const { model, output, stacks } = rendered(environment);
    const expected = byFramework((app) => [...new Stacks(app, model).build()]);
    expect(Object.keys(expected).sort()).toEqual([...stacks.keys(), 'manifest'].sort());
    const actual = Object.fromEntries([...stacks].map(([name, { json }]) => [name, json]));
    expect({ ...actual, manifest: JSON.parse(output.texts.get('manifest.json') ?? '') }).toEqual(expected);
  });
});

/** Everything by which a person may reach past the constructs. */
class Unusual extends BaseStack {
  readonly part = new Construct(this, 'part');
  readonly first: Resource;

  constructor(scope: Construct, name: string, model: Model, build: (stack: Unusual) => void = () => undefined) {
    super(scope, name, model);
    const { part } = this;
    const folder = new Folder(part, 'folder', { path: 'a', type: 'vm', datacenterId: this.lookups.datacenter });
    const first = new Resource(part, 'first', { triggers: { a: '1', token: Token.asString(Fn.join('-', ['x', folder.path])) } });
    this.first = first;
    const second = new Resource(part, 'second', {
      dependsOn: [first],
      triggers: { id: first.id, lazy: Lazy.stringValue({ produce: () => 'late' }) },
    });
    second.addOverride('triggers.b', 'overridden');
    second.addOverride('provisioner', [{ 'local-exec': { command: 'true' } }]);
    second.overrideLogicalId('renamed');
    first.addOverride('lifecycle.ignore_changes', ['triggers']);
    this.addOverride('removed', [{ from: 'null_resource.gone', lifecycle: { destroy: false } }]);
    this.addOverride('resource.null_resource.renamed.triggers.c', 'from the stack');
    Annotations.of(first).addWarning('a warning');
    Annotations.of(this).addInfo('a note');
    build(this);
  }
}

const { model } = rendered('minimal');
const both = (build: Build): void => expect(byUs(build)).toEqual(byFramework(build));

describe('a stack with', () => {
  test('tokens, lazy values, overrides and annotations is what cdktf writes', () => {
    both((app) => [new Unusual(app, 'unusual', model)]);
    expect(byUs((app) => [new Unusual(app, 'unusual', model)])).toMatchObject({
      unusual: {
        resource: { null_resource: { renamed: { triggers: { b: 'overridden', c: 'from the stack', lazy: 'late' } } } },
        removed: [{}],
      },
      manifest: { stacks: { unusual: { annotations: [{ message: 'a note' }, { message: 'a warning' }] } } },
    });
  });

  test('aspects on the app (which cdktf passes over), on the stack and on a part, which visit each construct once, is what cdktf writes', () => {
    const visits: string[] = [];
    const build = (app: App): readonly BaseStack[] => {
      const stack = new Unusual(app, 'aspects', model);
      const mark = (word: string) => ({
        visit: (node: Construct): void => {
          visits.push(`${word} ${node.node.path}`);
          if (node instanceof TerraformResource && node.terraformResourceType === 'null_resource')
            node.addOverride(`triggers.${word}`, 'seen');
        },
      });
      const shared = mark('shared');
      Aspects.of(app).add(mark('app'));
      Aspects.of(stack).add(mark('stack'));
      Aspects.of(stack).add(shared);
      Aspects.of(stack.part).add(shared);
      Aspects.of(stack.part).add(mark('part'));
      return [stack];
    };
    both(build);
    const each = new Map<string, number>();
    for (const visit of visits) each.set(visit, (each.get(visit) ?? 0) + 1);
    expect([...each].filter(([, times]) => times !== 2)).toEqual([]);
    expect(visits).toContain('shared aspects/part/first');
  });

  test('outputs and variables is what cdktf writes', () => {
    both((app) => [
      new Unusual(app, 'outputs', model, (stack) => {
        new TerraformVariable(stack, 'size', { type: 'number', default: 3 });
        new TerraformOutput(stack.part, 'answer', { value: 42 });
      }),
    ]);
  });

  test('a dependency on another stack is what cdktf writes', () => {
    both((app) => {
      const one = new Unusual(app, 'one', model);
      const two = new Unusual(app, 'two', model);
      two.addDependency(one);
      return [one, two];
    });
  });

  test('the state in PostgreSQL is what cdktf writes', () => {
    both((app) => [
      new Unusual(
        app,
        'pg',
        edited(model, (copy) => void (copy.estate.backend = 'pg')),
      ),
    ]);
  });
});

const synthesizers = [
  ['cdktf', byFramework],
  ['our synthesizer', byUs],
] as const;

test.each(synthesizers)('%s stops at an error that a construct notes', (_, synthesize) => {
  const build: Build = (app) => [new Unusual(app, 'wrong', model, (stack) => Annotations.of(stack).addError('this is wrong'))];
  expect(() => synthesize(build)).toThrow('[wrong] this is wrong');
});

test.each(synthesizers)('with %s a reference into another stack is refused, both named', (_, synthesize) => {
  const build: Build = (app) => {
    const one = new Unusual(app, 'one', model);
    return [one, new Unusual(app, 'two', model, (stack) => new Resource(stack, 'third', { triggers: { id: one.first.id } }))];
  };
  expect(() => synthesize(build)).toThrow('stack two refers into stack one; stacks meet by names');
});

test('a failed validation stops with its message', () => {
  const build: Build = (app) => [
    new Unusual(app, 'invalid', model, (stack) => stack.node.addValidation({ validate: () => ['this cannot be'] })),
  ];
  expect(() => byUs(build)).toThrow('this cannot be');
});

test('two elements with one address are refused, both named, where cdktf would keep the last', () => {
  const build: Build = (app) => [
    new Unusual(app, 'twins', model, (stack) => {
      for (const id of ['left', 'right']) new Resource(new Construct(stack, id), 'thing', {}).overrideLogicalId('same');
    }),
  ];
  expect(() => byUs(build)).toThrow('two elements have the address null_resource.same: twins/left/thing and twins/right/thing');
});
