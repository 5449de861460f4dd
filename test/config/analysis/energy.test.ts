/** Energy on the smallest estate with round figures, worked out by hand, and the reference estate beside its meters. */
import { energyOf } from '../../../config/analysis/energy';
import { CCAS, modelOf, type Replacement } from './estates';

/** A year of 1000 hours, 100 W for whatever has no model, no load but that of hosts, 100 W idle and 420 W full for all that has one. */
const ROUND: readonly Replacement[] = [
  [
    'estate.yaml',
    'domain: ville.example',
    `domain: ville.example
assumptions: { energy: { hoursPerYear: 1000, meanDemand: 100 %, load: 0 %, network: 100 W, witness: 100 W } }`,
  ],
  ['hardware.yaml', 'idle: 120 W\n  full: 350 W', 'idle: 100 W\n  full: 420 W'],
];

const kWh = (value: number) => ({ value, unit: 'kWh', basis: 'estimated' });

test('what each site draws: equipment, what its PUE adds, carbon', () => {
  const { sites, energy, equipment } = energyOf(modelOf('minimal', ROUND));
  // The host carries 2 processors at 25 % on 16 cores, 1/32: 100 W + 10 W. Storage and each repository 100 W, two switches and a router 300 W.
  expect(equipment.find(({ path }) => path === 'hosts.esx-mairie')).toEqual({
    path: 'hosts.esx-mairie',
    site: 'mairie',
    load: { value: 3.1, unit: '%', basis: 'estimated' },
    energy: kWh(110),
  });
  const zero = kWh(0);
  const kg = (value: number) => ({ value, unit: 'kgCO2e', basis: 'estimated' });
  expect(sites).toEqual([
    { site: 'agglo', equipment: kWh(700), cooling: kWh(420), seats: zero, energy: kWh(1120), carbon: kg(58) },
    { site: 'mairie', equipment: kWh(610), cooling: kWh(366), seats: zero, energy: kWh(976), carbon: kg(51) },
    { site: 'temoin', equipment: kWh(100), cooling: kWh(30), seats: zero, energy: kWh(130), carbon: kg(7) },
  ]);
  expect(energy).toEqual(kWh(2226));
});

test('the curve between idle and full is an assumption', () => {
  const [estate, hardware] = ROUND;
  const curved: Replacement = [estate![0], estate![1], estate![2].replace('1000,', '1000, curve: 2,').replace('load: 0', 'load: 50')];
  const { equipment } = energyOf(modelOf('minimal', [curved, hardware!]));
  // Half loaded: 100 + 320 × 0.25.
  expect(equipment.find(({ path }) => path === 'storage-servers.dcs-mairie')?.energy).toEqual(kWh(180));
});

describe('whose it is', () => {
  const partsOf = (...more: readonly Replacement[]) => {
    const { tenants, energy } = energyOf(modelOf('minimal', [...ROUND, ...more], { 'tenants/ccas.yaml': CCAS }));
    expect(tenants.reduce((sum, tenant) => sum + tenant.energy.value, 0)).toBe(energy.value);
    return tenants.map(({ tenant, energy: all, parts }) => [
      tenant,
      all.value,
      ...parts.map((part) => `${part.part} ${String(part.energy.value)}`),
    ]);
  };

  test('hosts by memory, storage and backup by disks, the rest in proportion; PUE everywhere', () => {
    // Hosts (110 + 110) × 1.6 = 352, storage 200 × 1.6 = 320, backup 300 × 1.6 = 480: one to three.
    // Network 600 × 1.6 and witness 100 × 1.3 = 1090: one to three too. 560.5 and 1681.5: the half goes to the first key.
    expect(partsOf()).toEqual([
      ['ccas', 1682, 'hosts 264', 'storage 240', 'backup 360', 'common 818'],
      ['ville', 560, 'hosts 88', 'storage 80', 'backup 120', 'common 272'],
    ]);
  });

  test('a mirrored disk is paid on both sides, a single one on its own', () => {
    const single: Replacement = [
      'volumes.yaml',
      'donnees-agglo-1: { title: Données agglomération 1, size: 500 GiB, pools: { dcs-mairie: ssd, dcs-agglo: ssd }',
      'donnees-agglo-1: { title: Données agglomération 1, size: 500 GiB, mirrored: false, pools: { dcs-agglo: ssd }',
    ];
    // The storage server of `mairie` serves `ville` alone: 160, and 40 of the other; `ccas` has 120. Own: 408 and 744; common 1090.
    expect(partsOf(single)).toEqual([
      ['ccas', 1448, 'hosts 264', 'storage 120', 'backup 360', 'common 704'],
      ['ville', 794, 'hosts 88', 'storage 200', 'backup 120', 'common 386'],
    ]);
  });
});

describe('meters and the goal', () => {
  const brokenBy = (...replacements: readonly Replacement[]): readonly string[] =>
    energyOf(modelOf('minimal', replacements)).shortfalls.map(({ id }) => id);

  test('the smallest estate: within the tolerance, and below what the goal allows', () => {
    const { readings, goal, shortfalls } = energyOf(modelOf('minimal'));
    expect(shortfalls).toEqual([]);
    // 123.6 W + 189 W + 189 W + 330 W over 8766 h.
    expect(readings.find(({ site }) => site === 'mairie')).toEqual({
      site: 'mairie',
      meters: ['compteur-mairie'],
      year: 2025,
      counts: ['equipment'],
      measured: { value: 8000, unit: 'kWh', basis: 'declared' },
      computed: kWh(7290),
      difference: { value: -8.9, unit: '%', basis: 'estimated' },
    });
    expect(goal).toEqual({
      year: 2005,
      baseline: { value: 30_000, unit: 'kWh', basis: 'declared' },
      target: { value: 18_000, unit: 'kWh', basis: 'computed' },
      measured: { value: 16_000, unit: 'kWh', basis: 'declared' },
      computed: kWh(17_870),
      goal: { value: 40, unit: '%', basis: 'declared' },
      reductionMeasured: { value: 46.7, unit: '%', basis: 'computed' },
      reductionComputed: { value: 40.4, unit: '%', basis: 'estimated' },
    });
  });

  const meter = 'site: mairie, year: 2025, energy: 8 MWh, covers: [serveurs] }';
  test.each<[string, Replacement, string[]]>([
    ['a meter that says otherwise', ['energy.yaml', meter, meter.replace('8 MWh', '10 MWh')], ['energy/meters/mairie/equipment']],
    [
      'a meter that covers nothing known',
      ['energy.yaml', meter, meter.replace('[serveurs]', '[serveurs, fours]')],
      ['energy/post/compteur-mairie/fours'],
    ],
    ['a higher goal', ['energy.yaml', 'goal: 40 %', 'goal: 45 %'], ['energy/goal/computed']],
    ['a goal that even the meters miss', ['energy.yaml', 'goal: 40 %', 'goal: 50 %'], ['energy/goal/measured', 'energy/goal/computed']],
    ['a cooler room on paper', ['sites/mairie.yaml', 'pue: 1.6', 'pue: 1.1'], []],
  ])('%s', (_, replacement, ids) => expect(brokenBy(replacement)).toEqual(ids));

  test('of two years the newer counts, of one year all meters', () => {
    const energy = (before: string, after: string) =>
      energyOf(modelOf('minimal', [['energy.yaml', before, after]])).readings.find(({ site }) => site === 'mairie');
    const line = `compteur-mairie: { title: Salle de la mairie, ${meter}`;
    expect(energy(line, `${line}\n  ancien: { title: Ancien, ${meter.replace('2025', '2024')}`)?.measured.value).toBe(8000);
    expect(energy(line, `${line}\n  second: { title: Second, ${meter.replace('8 MWh', '300 kWh')}`)).toMatchObject({
      meters: ['compteur-mairie', 'second'],
      measured: { value: 8300 },
    });
  });
});

describe('the reference estate', () => {
  const result = energyOf(modelOf('chelles'));

  test('is within 15 % of every meter, and keeps its goal', () => {
    expect(result.shortfalls).toEqual([]);
    expect(result.readings.map(({ site, counts, difference }) => `${site} ${counts.join('+')}: ${String(difference.value)} %`)).toEqual([
      'agglo seats: -7 %',
      'mairie seats: 10.6 %',
      'temoin cooling+equipment: -0.1 %',
      'agglo cooling+equipment: -5.9 %',
      'mairie cooling+equipment: -7.1 %',
    ]);
  });

  test('every kWh is some tenant’s, each of its parts too', () => {
    expect(result.tenants.reduce((sum, { energy }) => sum + energy.value, 0)).toBe(result.energy.value);
    for (const { parts, energy } of result.tenants) expect(parts.reduce((sum, part) => sum + part.energy.value, 0)).toBe(energy.value);
  });

  test('seats before and now; hosted applications are left out and named', () => {
    // 80 seats × 230 W × 1900 h, and 24 W.
    expect(result.desktops[0]).toEqual({
      pool: 'guichets',
      seats: 80,
      before: { value: 34_960, unit: 'kWh', basis: 'computed' },
      after: { value: 3648, unit: 'kWh', basis: 'computed' },
    });
    expect(result.excluded).toEqual(['marches-publics', 'messagerie', 'portail-citoyens', 'portail-familles']);
  });
});
