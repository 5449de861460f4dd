/** The stack of volumes, really applied: what is done again, what is never replaced, and what is asked before something is let go. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../config/model/model';
import type { Leaving } from '../../config/register';
import { needs } from '../support/needs';
import { edited, rendered, renderModel } from './rendered';
import { init, terraform, writeTexts } from './terraform';

const KEY = 'donnees-mairie-1';
const STACK = 'volumes';
let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));
const output = (): string => join(root, 'out');

/** In place of the launcher: notes what it was asked, and answers as the test has it. */
const LAUNCHER = `const { appendFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const { CORDEE_ORDER, CORDEE_WHERE } = process.env;
const order = JSON.parse(CORDEE_ORDER);
appendFileSync(join(__dirname, 'asked'), [process.argv.slice(2).join(' '), order.key ?? order.name, typeof CORDEE_WHERE].join(' ') + '\\n');
process.exit(existsSync(join(__dirname, 'refuse')) ? 1 : 0);
`;
const write = (model: Model, leaving: Readonly<Record<string, Leaving>> = {}): void => {
  writeTexts(output(), renderModel(model, leaving).output.texts);
  writeFileSync(join(output(), 'launcher.cjs'), LAUNCHER);
};
/** What the launcher was asked since the last look. */
const asked = (): string[] => {
  const file = join(output(), 'asked');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
  rmSync(file, { force: true });
  return lines;
};
const apply = () => terraform(output(), STACK, 'apply', '-auto-approve', '-input=false', '-no-color');
const held = async (): Promise<string[]> => (await terraform(output(), STACK, 'state', 'list')).out.trim().split('\n');

test('an approval to lose a mirror is part of the order of that volume alone, whenever it ends', () => {
  const orders = (model: Model) => {
    const stack = JSON.parse(renderModel(model).output.texts.get('stacks/volumes/cdk.tf.json') ?? '') as {
      resource: { null_resource: Record<string, { triggers: { order: string } }> };
    };
    return Object.entries(stack.resource.null_resource).map(
      ([name, { triggers }]) => [name, JSON.parse(triggers.order) as { approval?: unknown }] as const,
    );
  };
  const approvals = {
    double: { keys: [`volume/${KEY}`], for: ['leave', 'unmirror'] as const, reason: 'fin', owner: 'direction', until: '2020-01-31' },
    autre: { keys: ['volume/donnees-agglo-1'], for: ['leave'] as const, reason: 'fin', owner: 'direction', until: '2027-01-31' },
  };
  const { model } = rendered('minimal');
  const approved = edited(model, (copy) => Object.assign(copy, { approvals }));
  expect(orders(approved).filter(([, { approval }]) => approval !== undefined)).toEqual([]);
  const single = edited(approved, ({ volumes }) => {
    for (const volume of Object.values(volumes)) volume.mirrored = false;
  });
  expect(orders(single).flatMap(([name, { approval }]) => (approval === undefined ? [] : [[name, approval]]))).toEqual([
    [`${KEY}_settings`, { key: 'double', for: ['leave', 'unmirror'], reason: 'fin', owner: 'direction', until: '2020-01-31' }],
  ]);
});

needs(
  ['provider'],
  'the stack of volumes asks once for each, again for what changed, and before it lets go',
  async () => {
    const { model } = rendered('minimal');
    const keys = Object.keys(model.volumes).sort();
    write(model);
    await init(output(), STACK);
    expect((await apply()).code).toBe(0);
    expect(asked()).toEqual(keys.map((key) => `apply volume ${key} string`));
    expect(existsSync(join(root, '.cordee', 'state', 'minimal', `${STACK}.tfstate`))).toBe(true);
    expect((await terraform(output(), STACK, 'plan', '-detailed-exitcode', '-input=false')).code).toBe(0);

    // A larger volume: its settings are done again, its identity is not touched.
    const larger = edited(model, ({ volumes }) => (volumes[KEY]!.size *= 2));
    write(larger);
    expect((await apply()).out).toContain('1 added, 0 changed, 1 destroyed');
    expect(asked()).toEqual([`apply volume ${KEY} string`]);

    // A step that fails blocks nothing: it is done again, and no identity has to be replaced.
    const other = edited(larger, ({ volumes }) => (volumes[KEY]!.profile = 'Critical'));
    write(other);
    writeFileSync(join(output(), 'refuse'), '');
    expect((await apply()).code).toBe(1);
    rmSync(join(output(), 'refuse'));
    expect((await apply()).out).toContain('1 added, 0 changed, 1 destroyed');
    expect(asked()).toEqual([`apply volume ${KEY} string`, `apply volume ${KEY} string`]);
    write(larger);
    expect((await apply()).code).toBe(0);
    asked();

    // Another way to the storage changes nothing.
    write(edited(larger, ({ storage }) => (storage.rest.endpoints = ['https://10.0.10.99'])));
    expect((await terraform(output(), STACK, 'plan', '-detailed-exitcode', '-input=false')).code).toBe(0);

    // Nobody destroys it by a command.
    const destroyed = await terraform(output(), STACK, 'destroy', '-auto-approve', '-input=false', '-no-color');
    expect([destroyed.code, destroyed.out]).toEqual([1, expect.stringContaining('lifecycle.prevent_destroy')]);
    asked();

    // It leaves with an approval, if the applier lets it.
    const address = `null_resource.${KEY}_identity`;
    const approval = { key: 'depart', for: ['leave'] as const, reason: 'fin de ${service}', owner: 'direction', until: '2027-01-31' };
    const gone = edited(larger, (copy) => {
      Reflect.deleteProperty(copy.volumes, KEY);
      copy.datastores = Object.fromEntries(Object.entries(copy.datastores).filter(([, { volume }]) => volume !== KEY));
    });
    write(gone, { [`volume/${KEY}`]: { stack: STACK, address, approval } });
    writeFileSync(join(output(), 'refuse'), '');
    expect((await apply()).code).toBe(1);
    expect(asked()).toEqual([`apply release volume/${KEY} string`]);
    expect(await held()).toContain(address);
    rmSync(join(output(), 'refuse'));
    expect((await apply()).code).toBe(0);
    expect(asked()).toEqual([`apply release volume/${KEY} string`]);
    expect(await held()).not.toContain(address);

    // The block stays for ever, and means nothing once the object is gone.
    expect((await terraform(output(), STACK, 'plan', '-detailed-exitcode', '-input=false')).code).toBe(0);
  },
  300_000,
);
