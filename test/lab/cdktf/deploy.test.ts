/** `cdktf deploy '*'` in a lab brings the same as the stacks deployed one after the other: the same objects with the same attributes. */
import { readFileSync } from 'node:fs';
import { objectsIn, statesOf } from '../../../scripts/lab/states';
import { Terraform } from '../../../scripts/lab/terraform';
import type { Lab } from '../../../scripts/lab/up';
import { needs } from '../../support/needs';
import { build, labGround } from '../rehearse/ground';

/** As a rehearsal does it. */
async function byTerraform(lab: Lab): Promise<void> {
  const terraform = new Terraform(lab);
  const left = new Map(lab.synth.stacks.map((stack) => [stack.name, stack.dependencies]));
  while (left.size > 0)
    for (const [name, dependencies] of left) {
      if (dependencies.some((other) => left.has(other))) continue;
      await terraform.init(name);
      await terraform.plan(name);
      await terraform.apply(name);
      left.delete(name);
    }
}

async function byCdktf(lab: Lab): Promise<void> {
  const words = ['deploy', '*', '--skip-provider-lock', '--auto-approve', '--parallelism', '2'];
  const environment = { ...lab.environment, CI: 'true', DISABLE_VERSION_CHECK: '1', CHECKPOINT_DISABLE: '1' };
  const { code, out, err } = await lab.children.run('cdktf', words, { folder: lab.folder.root, environment });
  if (code !== 0) throw new Error(`cdktf deploy ended with ${String(code)}:\n${out.slice(-3000)}\n${err.slice(-2000)}`);
}

/** Attributes that a vCenter makes up. */
const MADE_UP = ['id', 'moid', 'uuid', 'default_uuid', 'resource_pool_id', 'mac'];

/** And those of the parts of an object. */
const INNER = ['key', 'uuid'];

/** Stack → address → attributes, in which whatever a simulator made up is said by what it belongs to. */
function result({ folder }: Lab): Record<string, Record<string, unknown>> {
  const stacks = statesOf(folder).sort();
  const objects = stacks.flatMap((stack) => objectsIn(folder, stack, 'all').map((object) => ({ ...object, stack })));
  const named = new Map<string, string>();
  const addresses = objects.sort((a, b) => (a.stack + a.address < b.stack + b.address ? -1 : 1));
  const { volumes } = JSON.parse(readFileSync(folder.facts, 'utf8')) as { volumes: Record<string, { device: string }> };
  for (const [volume, { device }] of Object.entries(volumes)) named.set(device, `<device of ${volume}>`);
  for (const { stack, address, attributes } of addresses)
    for (const attribute of MADE_UP) {
      const value = attributes[attribute];
      if (typeof value === 'string' && !named.has(value)) named.set(value, `<${attribute} of ${stack}:${address}>`);
    }
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [named.get(key) ?? key, INNER.includes(key) ? '<made up>' : plain(inner)]),
      );
    if (typeof value !== 'string') return value;
    return named.get(value) ?? value.replaceAll(folder.root, '<lab>');
  };
  return Object.fromEntries(
    stacks.map((stack) => [
      stack,
      Object.fromEntries(
        addresses.filter((object) => object.stack === stack).map(({ address, attributes }) => [address, plain(attributes)]),
      ),
    ]),
  );
}

needs(
  ['terraform', 'go', 'cdktf'],
  'cdktf deploy brings what a rehearsal brings',
  async () => {
    build();
    const results = [];
    for (const deploy of [byTerraform, byCdktf]) {
      const ground = labGround('stand-in');
      try {
        const lab = await ground.up();
        await deploy(lab);
        results.push(result(lab));
      } finally {
        await ground.away();
      }
    }
    const [terraform, cdktf] = results;
    expect(cdktf).toEqual(terraform);
  },
  1_800_000,
);
