/** 3-2-1-1-0, volumes and windows on the smallest estate, worked out by hand, and what each mutation breaks. */
import { backupOf } from '../../../config/analysis/backup';
import { AS_OF } from '../../support/estates';
import { modelOf, type Replacement } from './estates';

const brokenBy = (...replacements: readonly Replacement[]): readonly string[] =>
  backupOf(modelOf('minimal', replacements), AS_OF).shortfalls.map(({ id }) => id);
const assuming = (fields: string): Replacement => [
  'estate.yaml',
  'domain: ville.example',
  `domain: ville.example\nassumptions: { backup: { ${fields} } }`,
];

test('the smallest estate keeps 3-2-1-1-0', () => {
  const { workloads, shortfalls } = backupOf(modelOf('minimal'), AS_OF);
  expect(shortfalls).toEqual([]);
  const estimated = (value: number) => ({ value, unit: 's', basis: 'estimated' });
  expect(workloads).toEqual([
    {
      workload: 'ville/fichiers',
      copies: 4,
      media: ['disk', 'tape'],
      elsewhere: ['agglo', 'temoin'],
      untouchable: ['near', 'far', 'tape'],
      tested: ['near', 'far', 'tape'],
      restore: { near: estimated(1276), far: estimated(1276), tape: estimated(259_662) },
    },
  ]);
});

test('what a repository holds once every retention is full, and what it takes in', () => {
  const { repositories } = backupOf(modelOf('minimal', [assuming('dailyChange: 5 %, reduction: 50 %')]), AS_OF);
  // 40 GiB change by 5 % (2 GiB) a day; half is left of them.
  // Tape: a full copy, 30 days of changes (1.5), and from then to a year 12 full copies: 14.5 × 20 GiB = 290 GiB.
  // Far: 30 days: 2.5 × 20 GiB. Near: 14 days: 1.7 × 20 GiB.
  expect(repositories.flatMap(({ loads }) => loads)).toEqual([
    { backup: 'standard', level: 'tape', repository: 'bandes', data: 40_960, daily: 2048, kept: 296_960 },
    { backup: 'standard', level: 'far', repository: 'sauvegarde-agglo', data: 40_960, daily: 2048, kept: 51_200 },
    { backup: 'standard', level: 'near', repository: 'sauvegarde-mairie', data: 40_960, daily: 2048, kept: 34_816 },
  ]);
  expect(repositories[1]).toMatchObject({
    capacity: { value: 8, unit: 'TiB', basis: 'declared' },
    daily: { value: 2, unit: 'GiB', basis: 'estimated' },
    immutable: { duration: { value: 14 * 86_400, unit: 's', basis: 'declared' }, mechanism: 'Dépôt Linux durci à horloge protégée' },
  });
});

test('tape beyond a year keeps one full copy a year', () => {
  const { repositories } = backupOf(
    modelOf('minimal', [
      assuming('dailyChange: 5 %, reduction: 50 %'),
      ['backup-classes/standard.yaml', 'retention: 12 months', 'retention: 5 years'],
    ]),
    AS_OF,
  );
  expect(repositories[0]?.loads[0]?.kept).toBe((1 + 1.5 + 12 + 4) * 20_480);
});

test('a class knows better what changes', () => {
  const { repositories } = backupOf(
    modelOf('minimal', [['backup-classes/standard.yaml', 'restoreTestEvery', 'dailyChange: 50 %\nrestoreTestEvery']]),
    AS_OF,
  );
  expect(repositories.map(({ daily }) => daily.value)).toEqual([20, 20, 20]);
});

describe('mutations, each with exactly what it breaks', () => {
  const cls = 'backup-classes/standard.yaml';
  test('the far copy on the same site: nothing of it is there but tape', () => {
    expect(
      brokenBy([
        cls,
        'mairie: { near: sauvegarde-mairie, far: sauvegarde-agglo }',
        'mairie: { near: sauvegarde-mairie, far: sauvegarde-mairie }',
      ]),
    ).toEqual([]);
    expect(
      brokenBy(
        [cls, 'mairie: { near: sauvegarde-mairie, far: sauvegarde-agglo }', 'mairie: { near: sauvegarde-mairie, far: sauvegarde-mairie }'],
        [cls, 'tape: bandes\n', ''],
      ),
    ).toEqual(['backup/media/ville/fichiers', 'backup/elsewhere/ville/fichiers']);
  });

  test('no tape: one medium', () => {
    expect(brokenBy([cls, 'tape: bandes\n', ''])).toEqual(['backup/media/ville/fichiers']);
  });

  test('tape on the protected pool is no copy; without the far one, two are left', () => {
    expect(
      brokenBy(
        ['repositories.yaml', 'storage: library', 'storage: protected-pool'],
        [cls, 'mairie: { near: sauvegarde-mairie, far: sauvegarde-agglo }\n', ''],
      ),
    ).toEqual([
      'backup/copies/ville/fichiers',
      'backup/media/ville/fichiers',
      'backup/elsewhere/ville/fichiers',
      'backup/untouchable/ville/fichiers',
    ]);
  });

  test('locked for less than an intruder stays unnoticed', () => {
    const locked: Replacement = [
      'repositories.yaml',
      '  address: 10.0.30.12\n  capacity: 8 TiB\n  throughput: 400 MiB/s\n  catalogue: true\n  immutability: { duration: 14 d',
      '  address: 10.0.30.12\n  capacity: 8 TiB\n  throughput: 400 MiB/s\n  catalogue: true\n  immutability: { duration: 11 d',
    ];
    const near: Replacement = [
      'repositories.yaml',
      '  address: 10.0.30.11\n  capacity: 8 TiB\n  throughput: 400 MiB/s\n  catalogue: true\n  immutability: { duration: 14 d',
      '  address: 10.0.30.11\n  capacity: 8 TiB\n  throughput: 400 MiB/s\n  catalogue: true\n  immutability: { duration: 11 d',
    ];
    expect(brokenBy(locked, near)).toEqual([]); // tape goes back further
    expect(brokenBy(locked, near, [cls, 'tape: { retention: 12 months }', 'tape: { retention: 15 d }'])).toEqual([
      'backup/unnoticed/ville/fichiers',
    ]);
  });

  test('a test that failed, one that is too old, one that never was', () => {
    expect(brokenBy(['restore-tests.yaml', 'duration: 2 h\n  result: identical', 'duration: 2 h\n  result: failed'])).toEqual([
      'backup/tested/standard/tape',
    ]);
    expect(brokenBy(['restore-tests.yaml', 'date: 2026-08-04', 'date: 2026-05-04'])).toEqual(['backup/tested/standard/near']);
    expect(brokenBy(['restore-tests.yaml', 'date: 2026-10-06', 'date: 2027-10-06'])).toEqual(['backup/tested/standard/far']);
  });

  test('a restore that took longer than computed', () => {
    expect(brokenBy(['restore-tests.yaml', 'duration: 20 min', 'duration: 22 min'])).toEqual(['backup/restore-time/fichiers-2026-10']);
  });

  test('too small, and too slow', () => {
    // Tape holds 13.6 × 24 GiB = 326.4 GiB.
    expect(brokenBy(['repositories.yaml', '18 TiB', '326 GiB'])).toEqual(['backup/capacity/bandes']);
    // All 40 GiB change, and 8 h at 1 MiB/s are 28.1 GiB.
    expect(brokenBy(assuming('dailyChange: 100 %'), ['repositories.yaml', '300 MiB/s', '1 MiB/s'])).toEqual(['backup/window/bandes']);
  });
});

test('windows that each can be kept, but not together', () => {
  const night: Replacement = [
    'tenants/ville.yaml',
    '    boot: 1 min\n    start: 1 min\n',
    `    boot: 1 min
    start: 1 min
  photos:
    title: Photothèque
    template: debian-12
    cluster: production
    home: mairie
    class: standard
    backup: nuit
    cpus: 1
    memory: 1 GiB
    disks: { systeme: { size: 160 GiB, datastore: donnees-mairie-2, unit: 0 } }
    nics: { principale: { network: serveurs, address: 10.0.100.11 } }
    boot: 1 min
    start: 1 min
`,
  ];
  const standard = `title: Nuit
rpo: 24 h
levels: { near: { retention: 1 d }, far: { retention: 30 d } }
repositories: { mairie: { near: sauvegarde-mairie, far: sauvegarde-agglo } }
window: { start: '21:00', duration: 7 h }
restoreTestEvery: 6 months
`;
  const model = modelOf(
    'minimal',
    [
      night,
      assuming('dailyChange: 50 %'),
      [
        'repositories.yaml',
        '  address: 10.0.30.12\n  capacity: 8 TiB\n  throughput: 400',
        '  address: 10.0.30.12\n  capacity: 8 TiB\n  throughput: 3.5',
      ],
    ],
    { 'backup-classes/nuit.yaml': standard },
  );
  // At 3.5 MiB/s: 80 GiB in the 7 h of the night are 92.9 %, 20 GiB in the 8 h from 20:00 20.3 %; both in those 8 h are 101.6 %.
  const { repositories, shortfalls } = backupOf(model, AS_OF);
  expect(repositories.find(({ repository }) => repository === 'sauvegarde-agglo')?.busiest).toEqual({
    share: { value: 101.6, unit: '%', basis: 'estimated' },
    classes: ['nuit', 'standard'],
  });
  expect(shortfalls.map(({ id }) => id).filter((id) => id.includes('window'))).toEqual(['backup/window/sauvegarde-agglo']);
});

test('the reference estate: what it does not keep is what its exceptions say', () => {
  expect(backupOf(modelOf('chelles'), AS_OF).shortfalls).toEqual([
    {
      id: 'backup/media/police-municipale/video',
      subject: 'tenants.police-municipale.workloads.video',
      what: 'all copies of `police-municipale/video` lie on one medium: `disk`',
      places: [
        'tenants.police-municipale.workloads.video.backup',
        'backup-classes.video',
        'repositories.depot-mairie',
        'repositories.depot-agglo',
      ],
      basis: 'declared',
    },
  ]);
});
