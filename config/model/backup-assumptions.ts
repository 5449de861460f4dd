/** What the analysis supposes of backup and restore, where no file can count it. */
import { defaulted, group, quantity } from './fields';

export const backupAssumptions = () =>
  group(
    {
      used: defaulted(quantity('share', 'Share of a disk that holds data. All of it is the worst case.'), '100 %'),
      dailyChange: defaulted(
        quantity(
          'share',
          'Share of the data that changes in a day, unless the backup class says otherwise. Our estimate for offices; the backup software reports the true one.',
        ),
        '2 %',
      ),
      reduction: defaulted(
        quantity('share', 'What is left of the data after compression, on disk and on tape. Our estimate; vendors of tape promise 40 %.'),
        '60 %',
      ),
      keepAll: defaulted(
        quantity(
          'duration',
          'For so long every copy is kept; older ones are thinned to one a month. Common practice (grandfather, father, son).',
        ),
        '30 d',
      ),
      keepMonthly: defaulted(
        quantity('duration', 'For so long one copy a month is kept; older ones are thinned to one a year. Common practice.'),
        '1 years',
      ),
      restoreShare: defaulted(
        quantity(
          'share',
          'Share of a repository’s sustained throughput that a restore reaches, for it reads scattered blocks. Our estimate; restore tests show the true one.',
        ),
        '40 %',
      ),
      rebuild: defaulted(
        quantity('duration', 'Time to make the empty machine that the data go back to. Our estimate, with machines described as code.'),
        '15 min',
      ),
      catalogue: defaulted(
        quantity('duration', 'Time until a director that was lost knows its copies again, from the dump of its catalogue. Our estimate.'),
        '1 h',
      ),
      fetch: defaulted(quantity('duration', 'Time to bring cartridges from their cabinet to a drive. Our estimate.'), '4 h'),
      unnoticed: defaulted(
        quantity(
          'duration',
          'How long an intruder stays unnoticed: copies must be out of reach for longer. Median of investigated intrusions, Mandiant M-Trends 2025.',
        ),
        '11 d',
      ),
    },
    'Backup and restore.',
  );
