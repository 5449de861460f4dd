import { LEVELS } from '../../../config/analysis/backup/copies';
import { choice, group, integer, list, number, optional, text } from '../../../config/model/fields';
import { figure, ids, shortfalls } from './claim';

const level = choice(LEVELS, 'Level: disk at the own site, disk at the other, tape.');
const restored = (from: string) => optional(figure(`Time to have it back from the ${from}, alone.`));

const workload = group(
  {
    workload: text('Id of the workload.'),
    copies: integer('Copies, the original included.'),
    media: list(text('Kind of medium.'), 'Kinds of medium, that of the original included.'),
    elsewhere: ids('a site', 'Sites other than its own where a copy lies, or its cartridges.'),
    untouchable: list(level, 'Levels whose copies nobody can change, or reach.'),
    tested: list(level, 'Levels whose last restore was identical and recent enough.'),
    restore: group(
      { near: restored('near disk'), far: restored('far disk'), tape: restored('tape') },
      'Time of a restore by level. Absent: no copy there.',
    ),
  },
  'The copies of a workload.',
);

const load = group(
  {
    backup: text('Key of the backup class.'),
    level,
    repository: text('Key of the repository.'),
    data: number('MiB of data protected.'),
    daily: number('MiB that change in a day.'),
    kept: number('MiB that the copies take once the retention is full.'),
  },
  'What one class puts there.',
);

const repository = group(
  {
    repository: text('Key of the repository.'),
    capacity: figure('What it holds.'),
    needed: figure('What the copies take once every retention is full.'),
    daily: figure('What is written in a day.'),
    full: figure('Time of a full copy of all that it protects.'),
    busiest: optional(
      group(
        { share: figure('Part of what can be written in it.'), classes: ids('a backup class', 'Classes that write in it.') },
        'The stretch of windows with least to spare.',
      ),
    ),
    immutable: optional(
      group(
        { duration: figure('How long nobody can change a copy.'), mechanism: text('What makes it so.') },
        'Immutability. Absent: none.',
      ),
    ),
    loads: list(load, 'What it receives.'),
  },
  'A repository.',
);

const test = group(
  {
    test: text('Key of the restore test.'),
    workload: text('Id of the workload.'),
    level,
    result: choice(['identical', 'failed'], 'What came of it.'),
    record: text('Reference of the signed record.'),
    measured: figure('Time that it took.'),
    computed: optional(figure('Time by the proof. Absent where there is no such copy any more.')),
  },
  'A restore that was tried.',
);

export const backup = group(
  {
    workloads: list(workload, 'By workload.'),
    repositories: list(repository, 'By repository.'),
    tests: list(test, 'Restores that were tried.'),
    shortfalls: shortfalls(),
  },
  'Copies, where they lie, and how long a restore takes.',
);
