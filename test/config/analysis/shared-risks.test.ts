/** What ways sold as diverse share: the reference estate keeps them apart, each mutation names the element. */
import { sharedRisksOf } from '../../../config/analysis/shared-risks';
import { modelOf, type Replacement } from './estates';

const brokenBy = (...replacements: readonly Replacement[]): readonly string[] =>
  sharedRisksOf(modelOf('chelles', replacements)).shortfalls.map(({ id }) => id);

test('in the reference estate nothing takes all ways of anything', () => {
  const { shortfalls, feeds, groups } = sharedRisksOf(modelOf('chelles'));
  expect([shortfalls, feeds]).toEqual([[], []]);
  expect(groups.map(({ group }) => group)).toEqual([
    'links/faisceau+fibre-nord+fibre-sud',
    'links/fibre-nord+fibre-sud',
    'witness',
    'uses/guests',
    'uses/office',
    'uses/publication',
    'uses/schools',
    'uses/servers',
    'premises/depot-bus',
    'premises/groupe-centre',
    'premises/hotel-de-ville',
    'premises/maison-des-solidarites',
    'premises/mediatheque-centre',
    'premises/poste-de-police',
    'premises/siege-agglomeration', // its other link is inside the building: the common carrier is in the file only
    'premises/usine-des-eaux',
  ]);
});

test('what some of three share is listed, and is no shortfall', () => {
  const { groups } = sharedRisksOf(modelOf('chelles'));
  expect(groups.find(({ group }) => group === 'uses/office')).toEqual({
    group: 'uses/office',
    purpose: 'use `office` of the Internet',
    ways: [
      { path: 'accesses.agglo-fibre', medium: 'fibre' },
      { path: 'accesses.mairie-fibre', medium: 'fibre' },
      { path: 'accesses.mairie-secours', medium: 'mobile' },
    ],
    shared: [
      {
        kind: 'site',
        key: 'mairie',
        takes: ['accesses.mairie-fibre', 'accesses.mairie-secours'],
        places: ['accesses.mairie-fibre.site', 'accesses.mairie-secours.site'],
      },
    ],
  });
});

test('a shortfall names the element, whom it takes, and where that is written', () => {
  const { shortfalls } = sharedRisksOf(
    modelOf('chelles', [['links.yaml', 'ducts: [fourreau-sud]', 'ducts: [fourreau-sud, fourreau-nord]']]),
  );
  expect(shortfalls).toEqual([
    {
      id: 'shared-risks/links/fibre-nord+fibre-sud/duct/fourreau-nord',
      subject: 'links.fibre-nord',
      what: 'all 2 ways for mirrors, storage-paths, vmotion, tenants between the sites share the duct `fourreau-nord`: `links.fibre-nord`, `links.fibre-sud`',
      places: ['links.fibre-nord.ducts.0', 'links.fibre-sud.ducts.1'],
      basis: 'computed',
    },
  ]);
});

describe('mutations, each with exactly what it breaks', () => {
  const south = 'mairie: { entry: sud, router: routeur-mairie-2, address: 10.77.254.2 }';
  const guests = 'accesses: [agglo-fibre, mairie-secours]';
  test.each<[string, readonly Replacement[], readonly string[]]>([
    [
      'both fibres by one point of presence',
      [['links.yaml', 'pops: [pop-berges]', 'pops: [pop-boulevard]']],
      ['shared-risks/links/fibre-nord+fibre-sud/pop/pop-boulevard'],
    ],
    [
      'both fibres by one entry',
      [['links.yaml', south, south.replace('entry: sud', 'entry: nord')]],
      ['shared-risks/links/fibre-nord+fibre-sud/entry/mairie/nord'],
    ],
    [
      'both fibres of one carrier',
      [['links.yaml', 'carrier: boucle-seine-et-marne\n  pops', 'carrier: regie-fibre\n  pops']],
      ['shared-risks/links/fibre-nord+fibre-sud/carrier/regie-fibre'],
    ],
    [
      'both routes to the witness in one duct',
      [['links.yaml', 'ducts: [fourreau-ateliers-ouest]', 'ducts: [fourreau-ateliers-est]']],
      ['shared-risks/witness/duct/fourreau-ateliers-est'],
    ],
    [
      'both routes by one entry at the witness',
      [['links.yaml', 'temoin: { entry: ouest }', 'temoin: { entry: est }']],
      ['shared-risks/witness/entry/temoin/est'],
    ],
    [
      'guests by two accesses of one site and one router',
      [
        ['uses.yaml', guests, 'accesses: [mairie-fibre, mairie-secours]'],
        ['accesses.yaml', 'router: routeur-mairie-2', 'router: routeur-mairie-1'],
      ],
      ['shared-risks/uses/guests/site/mairie', 'shared-risks/uses/guests/router/routeur-mairie-1'],
    ],
    [
      'two accesses of the police in one duct',
      [
        [
          'premises.yaml',
          'fibre-agglo: { carrier: boucle-seine-et-marne, pops: [pop-berges], ducts: [fourreau-marne]',
          'fibre-agglo: { carrier: boucle-seine-et-marne, pops: [pop-berges], ducts: [fourreau-centre]',
        ],
      ],
      ['shared-risks/premises/poste-de-police/duct/fourreau-centre'],
    ],
    [
      'two accesses of the police that land at one site',
      [
        [
          'premises.yaml',
          'ducts: [fourreau-marne], landing: agglo, capacity: 10 Gbit/s',
          'ducts: [fourreau-marne], landing: mairie, capacity: 10 Gbit/s',
        ],
      ],
      ['shared-risks/premises/poste-de-police/site/mairie'],
    ],
    [
      'two fibres of the police by one carrier in one duct: two ways all the same, for they are no tunnels',
      [
        [
          'premises.yaml',
          'fibre-agglo: { carrier: boucle-seine-et-marne, pops: [pop-berges], ducts: [fourreau-marne]',
          'fibre-agglo: { carrier: regie-fibre, ducts: [fourreau-centre]',
        ],
      ],
      ['shared-risks/premises/poste-de-police/duct/fourreau-centre', 'shared-risks/premises/poste-de-police/carrier/regie-fibre'],
    ],
    [
      'one carrier for the head office, of whose links one is inside the building',
      [
        [
          'premises.yaml',
          'secours: { carrier: boucle-seine-et-marne, pops: [pop-berges], ducts: [fourreau-marne], landing: mairie, capacity: 1 Gbit/s',
          'secours: { carrier: regie-fibre, pops: [pop-berges], ducts: [fourreau-marne], landing: mairie, capacity: 1 Gbit/s',
        ],
      ],
      [],
    ],
    [
      'a router that one route to the witness names at both ends',
      [['links.yaml', 'temoin: { entry: est }', 'temoin: { entry: est, router: routeur-mairie-1 }']],
      [],
    ],
    ['a host on one feed, which shares with nothing', [['hosts/esx-mairie-1.yaml', 'feeds: [voie-a, voie-b]', 'feeds: [voie-b]']], []],
  ])('%s', (_, replacements, ids) => expect(brokenBy(...replacements)).toEqual(ids));

  const feedB: Replacement = [
    'sites/mairie.yaml',
    'voie-b: { title: Voie B, substation: poste-centre',
    'voie-b: { title: Voie B, substation: poste-nord',
  ];
  const noGenerator: Replacement = ['sites/mairie.yaml', 'ups: 15 min, generator: true', 'ups: 15 min'];
  test('two feeds of one substation: nothing while a generator stands behind one, else all that hangs on both', () => {
    expect(brokenBy(feedB)).toEqual([]);
    const { feeds, shortfalls } = sharedRisksOf(modelOf('chelles', [feedB, noGenerator]));
    expect(shortfalls.map(({ id }) => id)).toEqual(['shared-risks/feeds/mairie/voie-a+voie-b/substation/poste-nord']);
    expect(feeds[0]).toMatchObject({ site: 'mairie', feeds: ['voie-a', 'voie-b'], substation: 'poste-nord' });
    expect(feeds[0]?.equipment).toEqual(
      expect.arrayContaining(['hosts.esx-mairie-1', 'repositories.depot-mairie', 'routers.routeur-mairie-2']),
    );
  });

  test('two routers in rooms that one flood reaches', () => {
    const below = (room: string, level: string): Replacement => [
      'sites/agglo.yaml',
      `(${level}), floodLevel: above`,
      `(${level}), floodLevel: below`,
    ];
    const agglo: Replacement = ['uses.yaml', guests, 'accesses: [agglo-fibre, agglo-ecoles]'];
    expect(brokenBy(agglo, below('a', 'premier étage'))).toEqual(['shared-risks/uses/guests/site/agglo']);
    expect(brokenBy(agglo, below('a', 'premier étage'), below('b', 'deuxième étage'))).toEqual([
      'shared-risks/uses/guests/site/agglo',
      'shared-risks/uses/guests/flood/vallee-de-la-marne',
    ]);
  });
});

test('premises with one line, tunnels over one line among them, with the pupils that lose it', () => {
  const { singleHomed } = sharedRisksOf(modelOf('chelles'));
  expect(singleHomed).toHaveLength(17);
  expect(singleHomed.find(({ premises }) => premises === 'groupe-tilleuls')).toEqual({
    premises: 'groupe-tilleuls',
    tenant: 'ville',
    purpose: 'school',
    seats: 2,
    schools: ['elementaire-tilleuls', 'maternelle-tilleuls'],
    devices: 90,
    line: 'premises.groupe-tilleuls.accesses.tunnel-agglo',
    medium: 'ftth',
    tunnels: true,
  });
});

test('the smallest estate buys everything from one company, and is told so', () => {
  expect(sharedRisksOf(modelOf('minimal')).shortfalls.map(({ id }) => id)).toEqual([
    'shared-risks/links/faisceau+fibre-nord+fibre-sud/carrier/fournisseur',
    'shared-risks/links/fibre-nord+fibre-sud/carrier/fournisseur',
    'shared-risks/witness/carrier/fournisseur',
  ]);
});
