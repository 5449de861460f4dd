/** Our own validator, the JSON Schemas for editors and a general validator say the same of every value. */
import Ajv, { type ValidateFunction } from 'ajv';
import * as fc from 'fast-check';
import { load } from '../../config/load';
import { isAddress, isSubnet } from '../../config/model/addresses';
import { collections, kindOf } from '../../config/model/index';
import { problemsOf } from '../../config/schema';
import { entitySchemaName, mapSchemaName, schemasOf } from '../../scripts/generation/editor-schema';
import { filesOf } from '../support/estates';

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
ajv.addFormat('date', isDay);
ajv.addFormat('ip', isAddress);
ajv.addFormat('cidr', isSubnet);

const validators = new Map<string, ValidateFunction>();
for (const collection of collections) for (const [name, schema] of schemasOf(kindOf(collection))) validators.set(name, ajv.compile(schema));

const entities = ['minimal', 'chelles'].flatMap((environment) => [...load(filesOf(environment)).entities.values()]);

test('every entity of the environments fits its schema', () => {
  expect(entities.length).toBeGreaterThan(200);
  for (const { collection, key, data } of entities) {
    const validate = validators.get(entitySchemaName(kindOf(collection)))!;
    expect([collection, key, validate(data), problemsOf(collection, data)]).toEqual([collection, key, true, []]);
  }
});

test('a map of entities fits too, and so does an empty file; a key of the wrong shape does not', () => {
  const validate = validators.get(mapSchemaName(kindOf('ducts')))!;
  expect([validate({ 'duct-1': { title: 'Duct' } }), validate(null), validate({ Duct_1: { title: 'Duct' } })]).toEqual([true, true, false]);
});

test.each([
  ['4 Gib', 'did you mean `4 GiB`?'],
  ['4 gb', 'did you mean `4 GiB`?'],
  ['4096 Mo', 'did you mean `4096 MiB`?'],
  ['4', 'write it like `64 GiB`'],
  ['beaucoup', 'write it like `64 GiB`'],
])('a size that does not fit keeps its number in what is proposed: %s', (size, fix) => {
  const volume = { title: 'V', size, pools: { a: 'ssd', b: 'ssd' }, preferred: 'mairie', lun: 1 };
  expect(problemsOf('volumes', volume).map((problem) => problem.fix)).toEqual([fix]);
});

test.each([
  [9216, '`9216` is out of range', '<= 9000 (MTU in bytes)'],
  ['9000', '`9000` stands where a whole number is needed', 'MTU in bytes'],
])('a number that does not fit says its limit and what it is for: %j', (mtu, message, allowed) => {
  const [problem] = problemsOf('distributed-switches', { title: 'Switch', uplinks: ['uplink-1', 'uplink-2'], mtu });
  expect(problem).toEqual({ pointer: ['mtu'], aim: 'value', message, allowed });
});

test.each([
  ['volumes', 'size', '0.7 TiB', 'is not in whole MiB', 'whole MiB', 'write 734004 MiB'],
  ['snapshot-policies', 'every', '3600.5 s', 'is not in whole s', 'whole s, at least 1 s', 'write 3601 s'],
  ['snapshot-policies', 'every', '0 s', 'is too little', 'whole s, at least 1 s', 'write 1 s'],
  ['clusters', 'apdDelay', '1500 ms', 'is not in whole s', 'whole s', 'write 2 s'],
] as const)('of %s, %s: `%s` %s', (collection, field, written, message, allowed, fix) => {
  const problems = problemsOf(collection, { [field]: written }).filter(({ aim }) => aim === 'value');
  expect(problems).toEqual([{ pointer: [field], aim: 'value', message: `\`${written}\` ${message}`, allowed, fix }]);
});

test.each(['0.5 TiB', '41 GiB', '1024 MiB', '2.5 GiB', '0 GiB', '1 MiB'])('of a machine, %s is memory or a disk where it fits', (size) => {
  const workload = { memory: size, disks: { system: { size } } };
  const problems = problemsOf('tenants', { workloads: { w: workload } }).filter(
    ({ aim, allowed }) => aim === 'value' && allowed !== undefined,
  );
  const told = problems.map(({ pointer, message, fix }) => `${pointer.slice(2).join('.')}: ${message}, ${fix ?? ''}`);
  const expected: Readonly<Record<string, readonly string[]>> = {
    '2.5 GiB': ['disks.system.size: `2.5 GiB` is not in whole GiB, write 3 GiB'],
    '0 GiB': ['memory: `0 GiB` is too little, write 4 MiB', 'disks.system.size: `0 GiB` is too little, write 1 GiB'],
    '1 MiB': ['memory: `1 MiB` is not in multiples of 4 MiB, write 4 MiB', 'disks.system.size: `1 MiB` is not in whole GiB, write 1 GiB'],
  };
  expect(told).toEqual(expected[size] ?? []);
});

test.each([
  ['iqn.1998-01.com.vmware:esx-agglo-1', true],
  ['iqn.2000-08.com.datacore', true],
  ['iqn.1998-01.com.vmware:ESX', false],
  ['iqn.1998-01.com.vmware:esx agglo', false],
  ["iqn.1998-01.com.vmware:esx';reboot;#", false],
  ['iqn.1998-01.com.vmware:$(reboot)', false],
  ['iqn.1998-1.com.vmware:esx', false],
  [`iqn.1998-01.com.vmware:${'e'.repeat(200)}`, true],
  [`iqn.1998-01.com.vmware:${'e'.repeat(201)}`, false],
])('%s is an iSCSI name of a host and of a port: %s', (iqn, fits) => {
  const host = problemsOf('hosts', { iqn }).filter(({ pointer }) => pointer.join('.') === 'iqn');
  const port = problemsOf('storage-servers', { ports: { a: { iqn } } }).filter(({ pointer }) => pointer.join('.') === 'ports.a.iqn');
  expect([host.length === 0, port.length === 0]).toEqual([fits, fits]);
});

/** All places of a value: those whose contents a mutation may change. */
function* places(value: unknown): Generator<{ readonly container: Record<string, unknown>; readonly key: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield { container: value as Record<string, unknown>, key };
    yield* places((value as Record<string, unknown>)[key]);
  }
}

/** Not `structuredClone`: what it makes under the test runner has other prototypes, and general validators look at those. */
const clone = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, Infinity, '', ' ', [], {}, ['a', 'a'], { title: 'x' }, 'é'.repeat(300)),
  fc.constantFrom<unknown>(
    '64 GiB',
    '4 h',
    '40 %',
    '10.0.0.1',
    '10.0.0.0/24',
    '10.0.0.1/24',
    '::1',
    'fe80::1%eth0',
    '2027-06-30',
    '2027-02-30',
  ),
  fc.integer(),
  fc.string(),
);

test('they agree on whatever is done to an entity', () => {
  const mutation = fc.record({
    entity: fc.nat(),
    place: fc.nat(),
    action: fc.constantFrom('replace', 'remove', 'add', 'rename', 'repeat'),
    value: junk,
  });
  fc.assert(
    fc.property(mutation, ({ entity, place, action, value }) => {
      const { collection, data } = entities[entity % entities.length]!;
      const copy = clone(data);
      const all = [...places(copy)];
      const { container, key } = all[place % all.length]!;
      if (action === 'replace') container[key] = value;
      else if (action === 'add') container[`${key}x`] = value;
      else if (Array.isArray(container)) container.push(action === 'repeat' ? clone(container[Number(key)]) : value);
      else {
        if (action === 'rename') container[`${key}-2`] = container[key];
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the mutation under test
        delete container[key];
      }
      const validate = validators.get(entitySchemaName(kindOf(collection)))!;
      const ours = problemsOf(collection, copy);
      expect({ collection, copy, fits: ours.length === 0 }).toEqual({ collection, copy, fits: validate(copy) });
    }),
    { numRuns: 3000, seed: 3 },
  );
});
