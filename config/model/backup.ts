import { address, choice, date, defaulted, flag, group, keyed, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { placement, title } from './common';

export const repositoryKind = kind(
  'repository',
  'repositories',
  'A backup storage server or tape library, outside vCenter, the directory and the protected pools.',
  {
    title: title(),
    ...placement,
    hardware: ref('hardware', 'Model.'),
    supportEnd: date('End of the vendor’s support.'),
    medium: choice(['disk', 'tape'], 'Medium.'),
    storage: choice(
      ['own-disks', 'protected-pool', 'library'],
      'What the copies lie on. Never `protected-pool`: what is protected must not be lost with its copy.',
    ),
    network: ref('networks', 'Network that it receives copies on.'),
    address: address('Address on that network.'),
    capacity: quantity('size', 'Capacity.'),
    throughput: quantity('throughput', 'Sustained throughput.'),
    catalogue: defaulted(flag('The catalogue of all copies is dumped here: what a director that was lost is made from again.'), false),
    immutability: optional(
      group(
        {
          duration: quantity('duration', 'How long a copy cannot be changed, even by an administrator.'),
          mechanism: text('What makes it so.'),
        },
        'Immutability.',
      ),
    ),
    offline: optional(
      group(
        {
          cabinet: ref('sites', 'Site where cartridges are kept.'),
          every: quantity('duration', 'How often cartridges are carried there.'),
          replacementDrive: quantity('duration', 'Delay of a replacement drive.'),
        },
        'Where copies lie that no network reaches (tape).',
      ),
    ),
  },
);
export type Repository = Entity<typeof repositoryKind>;

const level = (description: string) => group({ retention: quantity('duration', 'How long copies are kept.') }, description);

export const backupClassKind = kind('backup-class', 'backup-classes', 'How workloads are backed up, on three levels: disk, disk, tape.', {
  title: title(),
  rpo: quantity('duration', 'Age of the newest copy, at most. Never below what `window` leaves.'),
  levels: group(
    {
      near: level('Level 1: disk at the workload’s own site.'),
      far: level('Level 2: disk at the other site, immutable.'),
      tape: optional(level('Level 3: tape, carried to another place.')),
    },
    'The levels.',
  ),
  repositories: keyed(
    group({ near: ref('repositories', 'Repository of level 1.'), far: ref('repositories', 'Repository of level 2.') }, 'Repositories.'),
    'Disk repositories of workloads at each site, keyed by home site.',
    { keys: 'sites', minProperties: 1 },
  ),
  tape: optional(ref('repositories', 'Repository of level 3.')),
  window: group(
    {
      start: text('Start, `HH:MM`.', { pattern: '^[0-2][0-9]:[0-5][0-9]$' }),
      duration: quantity('duration', 'Length.'),
    },
    'When copies are made, each day or as many days apart as `rpo` allows: each workload once, or all day where it never closes (`24 h`).',
  ),
  dailyChange: optional(quantity('share', 'Share of the data that changes in a day, where it differs from `assumptions` of the estate.')),
  restoreTestEvery: quantity('duration', 'A restore is tested at least this often.'),
});
export type BackupClass = Entity<typeof backupClassKind>;

export const restoreTestKind = kind('restore-test', 'restore-tests', 'A restore that was tried.', {
  workload: ref('workloads', 'Workload that was restored.'),
  date: date('Day of the test.'),
  level: choice(['near', 'far', 'tape'], 'Level it was restored from.'),
  duration: quantity('duration', 'Time it took.'),
  result: choice(['identical', 'failed'], 'Outcome.'),
  record: text('Reference of the signed record.'),
});
export type RestoreTest = Entity<typeof restoreTestKind>;
