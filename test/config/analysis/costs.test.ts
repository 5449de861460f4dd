/** Costs on the smallest estate, worked out by hand, and every cent of the reference estate. */
import * as fc from 'fast-check';
import { costsOf, type CostResult } from '../../../config/analysis/costs';
import { allot } from '../../../config/analysis/costs/allot';
import { CCAS, modelOf, type Replacement } from './estates';

/** A shared service of 16 GiB, as much as both tenants have (4 and 12 GiB). */
const DIRECTORY = `annuaire:
  title: Annuaire
  permissions:
    - { role: exploitant, group: VILLE\\exploitants }
  workloads:
    ad:
      title: Annuaire
      template: debian-12
      cluster: production
      home: mairie
      class: standard
      backup: standard
      cpus: 2
      memory: 16 GiB
      disks: { systeme: { size: 40 GiB, datastore: donnees-mairie-2, unit: 0 } }
      nics: { principale: { network: management, address: 10.0.10.60 } }
      boot: 1 min
      start: 1 min
`;
const FIXED: Replacement = [
  'cost-keys.yaml',
  'memoire:',
  `forfait:
  title: Forfait
  by: fixed
  weights: { ville: 1, ccas: 1 }
  applies: []
memoire:`,
];
const added = { 'tenants/ccas.yaml': CCAS, 'services.yaml': DIRECTORY };
const cents = (euros: number): number => Math.round(euros * 100);
const sumsAgree = ({ posts, tenants, total }: CostResult): void => {
  const sum = (amounts: readonly { amount: { value: number } }[]): number =>
    amounts.reduce((all, { amount }) => all + cents(amount.value), 0);
  expect(sum(posts)).toBe(cents(total.value));
  expect(sum(tenants)).toBe(cents(total.value));
  for (const { amount, parts } of tenants) expect(sum(parts)).toBe(cents(amount.value));
  for (const { post, amount } of posts)
    expect(sum(tenants.flatMap(({ parts }) => parts.filter((part) => part.post === post)))).toBe(cents(amount.value));
};

describe('allot: whole parts, whose sum is the amount', () => {
  test.each<[number, Record<string, number>, Record<string, number>]>([
    [100, { a: 1, b: 1, c: 1 }, { a: 34, b: 33, c: 33 }],
    [100, { c: 1, b: 1, a: 1 }, { c: 33, b: 33, a: 34 }],
    [10, { a: 0, b: 3, c: 1 }, { a: 0, b: 8, c: 2 }], // 7.5 and 2.5: the first key gets the half
    [5, { a: 0, b: 0 }, { a: 3, b: 2 }], // nothing to go by
    [0, { a: 1 }, { a: 0 }],
    [7, {}, {}],
  ])('%i by %j', (amount, weights, parts) => expect(Object.fromEntries(allot(amount, new Map(Object.entries(weights))))).toEqual(parts));
});

test('allot: whatever the weights, nothing is lost and nobody is more than one unit off', () => {
  const weights = fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 10_000_000 }), { minKeys: 1 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), weights, (amount, given) => {
      const entries = Object.entries(given);
      const parts = allot(amount, new Map(entries));
      const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
      expect([...parts.values()].reduce((sum, part) => sum + part, 0)).toBe(amount);
      for (const [key, weight] of entries) {
        const exact = total === 0 ? amount / entries.length : (amount * weight) / total;
        expect(Math.abs((parts.get(key) ?? NaN) - exact)).toBeLessThan(1);
      }
    }),
  );
});

test('the posts of the smallest estate', () => {
  const result = costsOf(modelOf('minimal'));
  // Seven machines of 8000 EUR in 5 years. 32 cores at 150 EUR. Energy: 28093 kWh at 0.19 EUR, to the watt-hour.
  expect(result.posts.map(({ post, amount, counted, how }) => [post, amount.value, amount.basis, counted, how])).toEqual([
    ['hardware', 11_200, 'computed', '7 machines, price by years of amortisation', 'by `memoire`'],
    ['energy', 5337.64, 'estimated', 'kWh of each site and its seats at its price', 'by `memoire`'],
    ['contracts', 0, 'declared', '0 contracts', 'by `memoire`'],
    ['hyperviseur', 4800, 'computed', '32 core at 150 EUR', 'by `memoire`'],
  ]);
  expect(result.shortfalls).toEqual([]);
  sumsAgree(result);
});

test('a post by its key, and what shared services weigh by each tenant’s own key', () => {
  const result = costsOf(
    modelOf('minimal', [FIXED], { ...added, 'tenants/ccas.yaml': CCAS.replace('costKey: memoire', 'costKey: forfait') }),
  );
  // 4800 EUR by memory: 4, 12 and 16 of 32 GiB give 600, 1800 and 2400. Own keys: `ville` 4 of 16 by memory, `ccas` 1 of 2: 1/3 and 2/3.
  expect(
    result.tenants.map(({ tenant, key, parts }) => [tenant, key, parts.find(({ post }) => post === 'hyperviseur')?.amount.value]),
  ).toEqual([
    ['ccas', 'forfait', 1800 + 1600],
    ['ville', 'memoire', 600 + 800],
  ]);
  expect(result.posts.find(({ post }) => post === 'hyperviseur')?.how).toBe(
    'by `memoire`; the part of shared services by each tenant’s own key',
  );
  sumsAgree(result);
});

describe('the price book counts what it names', () => {
  test.each<[string, number, string]>([
    ['core, price: 1 EUR', 32, '32 core at 1 EUR'],
    ['socket, price: 10 EUR', 40, '4 socket at 10 EUR'],
    ['seat, price: 10 EUR', 0, '0 seat at 10 EUR'],
    ['vm, price: 10 EUR', 10, '1 vm at 10 EUR'],
    ['tib, price: 10 EUR', 80, '8 tib at 10 EUR'], // two pools of 4 TiB
    ['day, price: 10 EUR, count: 12', 120, '12 day at 10 EUR'],
    ['estate, price: 10 EUR', 10, '1 estate at 10 EUR'],
  ])('%s', (entry, amount, counted) => {
    const { posts } = costsOf(modelOf('minimal', [['costs.yaml', 'unit: core, price: 150 EUR', `unit: ${entry}`]]));
    expect(posts.at(-1)).toMatchObject({ amount: { value: amount }, counted });
  });
});

describe('what breaks, exactly', () => {
  const brokenBy = (replacements: readonly Replacement[]): readonly string[] =>
    costsOf(modelOf('minimal', replacements)).shortfalls.map(({ id }) => id);
  const applies = 'applies: [hardware, energy, contracts, hyperviseur]';
  const supplier = 'contract: { reference: MARCHE-1, end: 2029-12-31 }';
  test.each<[string, readonly Replacement[], readonly string[]]>([
    ['a post that no key allots', [['cost-keys.yaml', applies, 'applies: [hardware, energy, contracts]']], ['costs/key/hyperviseur']],
    ['a key for no post', [['cost-keys.yaml', applies, applies.replace(']', ', chauffage]')]], ['costs/post/memoire/chauffage']],
    [
      'two keys for a post',
      [[FIXED[0], FIXED[1], FIXED[2].replace('applies: []', 'applies: [energy]').replace(', ccas: 1', '')]],
      ['costs/key/energy'],
    ],
    ['days that nobody counted', [['costs.yaml', 'unit: core', 'unit: day']], ['costs/count/hyperviseur']],
    [
      'a contract and a price book that disagree',
      [
        ['suppliers/fournisseur.yaml', supplier, supplier.replace(' }', ', amount: 5000 EUR }')],
        ['costs.yaml', 'price: 150 EUR', 'price: 150 EUR, reference: MARCHE-1'],
      ],
      ['costs/contract/suppliers/fournisseur'],
    ],
    [
      'a contract and a price book that agree',
      [
        ['suppliers/fournisseur.yaml', supplier, supplier.replace(' }', ', amount: 4800 EUR }')],
        ['costs.yaml', 'price: 150 EUR', 'price: 150 EUR, reference: MARCHE-1'],
      ],
      [],
    ],
  ])('%s', (_, replacements, ids) => expect(brokenBy(replacements)).toEqual(ids));

  test('a contract that the price book prices is not added again', () => {
    const { repeated, total } = costsOf(
      modelOf('minimal', [
        ['suppliers/fournisseur.yaml', supplier, supplier.replace(' }', ', amount: 4800 EUR }')],
        ['costs.yaml', 'price: 150 EUR', 'price: 150 EUR, reference: MARCHE-1'],
      ]),
    );
    expect(repeated).toEqual([
      {
        path: 'suppliers.fournisseur.contract',
        amount: { value: 4800, unit: 'EUR', basis: 'declared' },
        why: 'MARCHE-1: the price book says what it costs',
      },
    ]);
    expect(total.value).toBe(21_337.64);
  });
});

describe('the reference estate', () => {
  const result = costsOf(modelOf('chelles'));

  test('every cent of every post is some tenant’s, once', () => {
    expect(result.shortfalls).toEqual([]);
    sumsAgree(result);
  });

  test('an application is paid by those who use it, and each post says by which key', () => {
    const paid = result.tenants.flatMap(({ tenant, parts }) =>
      parts.filter(({ post }) => post === 'applications/marches-publics').map(({ amount }) => [tenant, amount.value]),
    );
    // 14500 EUR by the weights 30, 2 and 40 of the fixed key.
    expect(paid).toEqual([
      ['agglomeration', 6041.67],
      ['syndicat-mixte-eau', 402.78],
      ['ville', 8055.55],
    ]);
    expect(result.posts.map(({ post, key }) => [post, key])).toEqual([
      ['hardware', 'usage'],
      ['energy', 'usage'],
      ['contracts', 'forfait'],
      ['applications/marches-publics', 'forfait'],
      ['applications/messagerie', 'forfait'],
      ['applications/portail-citoyens', 'forfait'],
      ['applications/portail-familles', 'forfait'],
      ['astreinte', 'forfait'],
      ['exploitation', 'population'],
      ['formation', 'population'],
      ['hyperviseur', 'usage'],
      ['maintenance', 'usage'],
      ['postes', 'postes'],
      ['sauvegarde', 'volume'],
      ['stockage', 'volume'],
      ['systemes', 'usage'],
    ]);
  });
});
