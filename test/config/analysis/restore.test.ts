/** Times to restore, worked out by hand on the smallest estate and a few machines beside its own. */
import { copiesOf, type Copy } from '../../../config/analysis/backup/copies';
import { restoreTime } from '../../../config/analysis/backup/restore';
import { restoreAll, type Usable } from '../../../config/analysis/backup/restore-all';
import type { Model } from '../../../config/model/model';
import { modelOf } from './estates';

const MIN = 60;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const copyAt = (model: Model, workload: string, level: string): Copy => {
  const copy = copiesOf(model, workload).find((candidate) => candidate.level === level);
  if (copy === undefined) throw new Error(`${workload} has no copy ${level}`);
  return copy;
};

test('the copies of a workload, nearest first, each worth what it is at the worst moment', () => {
  expect(copiesOf(modelOf('minimal'), 'ville/fichiers')).toEqual([
    {
      level: 'near',
      repository: 'sauvegarde-mairie',
      site: 'mairie',
      medium: 'disk',
      immutableFor: 14 * DAY,
      maxAge: 32 * HOUR, // early one night, late the next
      throughput: 160, // 40 % of 400 MiB/s
      delayBefore: 0,
      delayWithDrive: 0,
      retention: 14 * DAY,
    },
    {
      level: 'far',
      repository: 'sauvegarde-agglo',
      site: 'agglo',
      medium: 'disk',
      immutableFor: 14 * DAY, // kept for 30 days, locked for 14
      maxAge: 32 * HOUR,
      throughput: 160,
      delayBefore: 0,
      delayWithDrive: 0,
      retention: 30 * DAY,
    },
    {
      level: 'tape',
      repository: 'bandes',
      site: 'agglo',
      medium: 'tape',
      offline: { cabinet: 'temoin' },
      maxAge: 7 * DAY + 32 * HOUR, // that old when it was carried a week ago
      throughput: 120,
      delayBefore: 3 * DAY, // a new drive; the cartridges are there after four hours
      delayWithDrive: 4 * HOUR,
      retention: 12 * 2_629_800,
    },
  ]);
});

test('a copy that is erased sooner than its lock ends is locked until then', () => {
  const model = modelOf('minimal');
  const described = model['backup-classes']['standard']!;
  const levels = { ...described.levels, near: { ...described.levels.near, retention: 3 * DAY } };
  const short = { ...model, 'backup-classes': { ...model['backup-classes'], standard: { ...described, levels } } };
  expect(copyAt(short, 'ville/fichiers', 'near').immutableFor).toBe(3 * DAY);
});

test('the age of the newest copy: what is promised, and not less than the window leaves', () => {
  const model = modelOf('minimal');
  const { standard } = model['backup-classes'];
  const age = (rpo: number, duration: number): number => {
    const described = { ...standard!, rpo, window: { start: '22:00', duration } };
    return copyAt({ ...model, 'backup-classes': { standard: described } }, 'ville/fichiers', 'near').maxAge;
  };
  expect(age(4 * HOUR, 6 * HOUR)).toBe(30 * HOUR);
  expect(age(24 * HOUR, 10 * HOUR)).toBe(34 * HOUR);
  expect(age(40 * HOUR, 10 * HOUR)).toBe(40 * HOUR);
  expect(age(4 * HOUR, 24 * HOUR)).toBe(4 * HOUR);
  expect(age(7 * DAY, 48 * HOUR)).toBe(7 * DAY);
});

test('no class, no copy; and what lies on the protected pools is none', () => {
  const model = modelOf('minimal');
  expect(copiesOf(model, 'ville/nobody')).toEqual([]);
  const pooled = modelOf('minimal', [['repositories.yaml', 'storage: library', 'storage: protected-pool']]);
  expect(copiesOf(pooled, 'ville/fichiers').map(({ level }) => level)).toEqual(['near', 'far']);
});

test('one workload alone: the empty machine, its data, boot and start', () => {
  const model = modelOf('minimal');
  // 40 GiB at 160 MiB/s are 256 s; a machine is made in 15 min, boots in 1 and starts in 1.
  expect(restoreTime(model, 'ville/fichiers', copyAt(model, 'ville/fichiers', 'near'))).toBe(15 * MIN + 256 + 2 * MIN);
  // From tape 40 GiB at 120 MiB/s are 341.3 s; the machine is made while the drive comes.
  const tape = copyAt(model, 'ville/fichiers', 'tape');
  expect(restoreTime(model, 'ville/fichiers', tape)).toBe(3 * DAY + 342 + 2 * MIN);
  expect(restoreTime(model, 'ville/fichiers', tape, true)).toBe(4 * HOUR + 342 + 2 * MIN);
});

test('every assumption of it is a field', () => {
  const slow = 'assumptions: { backup: { used: 50 %, restoreShare: 20 %, rebuild: 1 h, fetch: 5 h } }';
  const model = modelOf('minimal', [['estate.yaml', 'domain: ville.example', `domain: ville.example\n${slow}`]]);
  // Half of 40 GiB at 80 MiB/s are 256 s, and at 60 MiB/s (tape) 341.3 s.
  expect(restoreTime(model, 'ville/fichiers', copyAt(model, 'ville/fichiers', 'far'))).toBe(HOUR + 256 + 2 * MIN);
  expect(restoreTime(model, 'ville/fichiers', copyAt(model, 'ville/fichiers', 'tape'), true)).toBe(5 * HOUR + 342 + 2 * MIN);
});

/** A machine of 160 GiB at the town hall: 1024 s at 160 MiB/s; it boots and starts in 1 min each. */
const machine = (key: string, last: number, more: string): string => `
  ${key}:
    title: ${key}
    template: debian-12
    cluster: production
    home: mairie
    class: standard
    backup: standard
    cpus: 1
    memory: 1 GiB
    disks:
      systeme: { size: 160 GiB, datastore: donnees-mairie-2, unit: 0 }
    nics:
      principale: { network: serveurs, address: 10.0.100.${String(last)} }
    boot: 1 min
    start: 1 min
    ${more}`;

const several = (...machines: readonly string[]): Model =>
  modelOf('minimal', [
    ['tenants/ville.yaml', '    boot: 1 min\n    start: 1 min\n', `    boot: 1 min\n    start: 1 min${machines.join('')}\n`],
  ]);

const all = (model: Model, level: string): ReadonlyMap<string, Usable> =>
  new Map(Object.keys(model.workloads).map((id) => [id, [copyAt(model, id, level)]]));
const worksOf = (model: Model, usable: ReadonlyMap<string, Usable>): readonly (readonly [string, number])[] =>
  [...restoreAll(model, usable)].map(([id, { works }]) => [id, works]);

test('many workloads share a repository: one after the other, by priority, what they need before them', () => {
  const model = several(
    machine('base', 11, 'restartPriority: low'),
    machine('portail', 12, 'restartPriority: high\n    dependsOn: { all: [base] }'),
    machine('divers', 13, 'restartPriority: lowest'),
  );
  // Data flow from 900 s on: base (portail is high and needs it), portail, fichiers (medium, 256 s), divers. Boot and start are 120 s.
  expect(worksOf(model, all(model, 'near'))).toEqual([
    ['ville/base', 900 + 1024 + 120],
    ['ville/portail', 900 + 2048 + 120],
    ['ville/fichiers', 900 + 2048 + 256 + 120],
    ['ville/divers', 900 + 2048 + 256 + 1024 + 120],
  ]);
});

test('two repositories serve side by side; who waits for what it needs is the clock’s question', () => {
  const model = several(machine('base', 11, ''), machine('portail', 12, 'dependsOn: { all: [base] }'));
  const tape = copyAt(model, 'ville/base', 'tape');
  const usable = new Map<string, Usable>([
    ['ville/base', [{ ...tape, delayBefore: tape.delayWithDrive }]],
    ['ville/portail', [copyAt(model, 'ville/portail', 'near')]],
  ]);
  // 160 GiB from tape at 120 MiB/s are 1365.3 s, after four hours for the cartridges; portail has its data long before.
  expect(worksOf(model, usable)).toEqual([
    ['ville/base', 4 * HOUR + 1366 + 120],
    ['ville/portail', 900 + 1024 + 120],
  ]);
});

test('the director of the backup comes first, with its catalogue, and all others wait for it', () => {
  const model = several(machine('directeur', 11, 'restartPriority: lowest\n    provides: [backup-director]'));
  const begin = 900 + 1024 + 120 + HOUR;
  expect(worksOf(model, all(model, 'near'))).toEqual([
    ['ville/directeur', begin],
    ['ville/fichiers', begin + 900 + 256 + 120],
  ]);
});

test('of copies that are equally good the one whose data are there first', () => {
  const model = several(machine('a', 11, 'restartPriority: highest'), machine('b', 12, ''));
  const either = new Map<string, Usable>(
    Object.keys(model.workloads).map((id) => [id, [copyAt(model, id, 'near'), copyAt(model, id, 'far')]]),
  );
  // a near, b far; fichiers would come after either at the same time: the nearer.
  expect([...restoreAll(model, either)].map(([id, { copy, works }]) => [id, copy.level, works])).toEqual([
    ['ville/a', 'near', 900 + 1024 + 120],
    ['ville/b', 'far', 900 + 1024 + 120],
    ['ville/fichiers', 'near', 900 + 1024 + 256 + 120],
  ]);
});
