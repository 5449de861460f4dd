/** The plan of one tenant: there when the JSON is asked for with `--tenant`. */
import { LEVELS } from '../../../config/analysis/levels';
import { choice, group, integer, keyed, list, number, optional, text } from '../../../config/model/fields';
import { at, data, loss, seconds } from './cell';
import { figure, ids, path } from './claim';

const AUDIENCES = ['agents', 'pupils', 'citizens', 'remote', 'estate'] as const;
const cutOff = list(
  choice(AUDIENCES, 'Who uses it.'),
  'Users none of whose places is left: they wait till that is repaired, whatever `seconds` says. In the plan of a tenant only; absent: nobody.',
);
const outcome = choice(LEVELS, 'What the failure does.');

export const line = group(
  {
    workload: text('Id of the workload: of the tenant, or what its own wait for.'),
    outcome,
    way: choice(['runs', 'ha', 'by-hand', 'restore', 'none'], 'How it comes back.'),
    place: optional(text('Site where it runs then. Absent: none is known.')),
    begins: optional(number('Seconds until its start, or its restore, begins. Absent where nothing brings it back.')),
    seconds: seconds(),
    inHours: optional(number('Seconds until it works in office hours.')),
    who: optional(text('Function that decides or acts. Absent where HA does it alone.')),
    waitsFor: optional(text('What it waits for longest.')),
    cutOff: optional(cutOff),
  },
  'A workload.',
);

const proven = group(
  {
    group: text(
      '`element`, `room`, `site:…`, `named:…`; `restored`: what only a copy brings back; `rebuilt`: an intruder. Of `named:site-…-and-host` the worst host.',
    ),
    agreed: group({ dmia: number('Seconds.'), pdma: number('Seconds.'), path: path('Where it was agreed.'), at }, 'What was agreed.'),
    promised: integer('Cells of its workloads that must hold.', { minimum: 0 }),
    broken: integer('Of these, cells that do not, and no exception accepts it.', { minimum: 0 }),
    accepted: integer('Of these, cells that do not, and an exception accepts it.', { minimum: 0 }),
    worst: optional(
      group(
        {
          workload: text('Who is back last.'),
          failure: text('After which failure.'),
          outcome,
          seconds: seconds(),
          inHours: optional(number('The same in office hours.')),
        },
        'The longest interruption. Absent: none of its workloads is touched.',
      ),
    ),
    data: data(),
    loss: loss(),
    cutOff: optional(cutOff),
  },
  'A kind of failure.',
);

export const plan = group(
  {
    tenant: text('Key of the tenant.'),
    restarts: list(
      group({ site: text('Site that is lost.'), lines: list(line, 'In this order.') }, 'The loss of a site.'),
      'Who is back when.',
    ),
    decisions: ids('a failure', 'Failures after which somebody decides which side of the storage serves.'),
    takeovers: list(
      group(
        { side: text('Site whose storage is told to serve alone.'), off: ids('an element', 'What must be off before.') },
        'A side that is told to serve.',
      ),
      'What could go on writing on the other side.',
    ),
    waysBack: list(
      group(
        {
          site: text('Site that is back.'),
          hold: ids('a cluster', 'Clusters whose DRS is set to `manual` before its hosts start.'),
          resync: figure('Until all mirrors are whole again.'),
          machines: integer('Machines of the tenant that go home then.', { minimum: 0 }),
          memory: figure('Their memory.'),
          move: optional(figure('Time to move them.')),
        },
        'A way back.',
      ),
      'By site.',
    ),
    proven: list(proven, 'What was agreed, beside the worst that is proven.'),
    audiences: list(
      group(
        {
          audience: choice(AUDIENCES, 'Who uses it.'),
          worst: keyed(
            group({ seconds: seconds(), outcome, workload: text('Who is back last.') }, 'The worst.'),
            'By family of failures; what only a copy brings back is left out. Absent: they do not notice.',
          ),
        },
        'An audience.',
      ),
      'The longest interruption by who uses it.',
    ),
    seats: list(
      group(
        {
          desktop: text('Key of the pool of seats.'),
          seats: integer('Seats.'),
          minimum: integer('Seats that must be left.'),
          shared: integer('Other tenants that sit there.'),
          left: list(
            group(
              {
                site: text('Site that is lost.'),
                seats: integer('Seats that are left.'),
                withHost: integer('The fewest, whichever further host fails.'),
              },
              'A site.',
            ),
            'By site.',
          ),
        },
        'A pool.',
      ),
      'Seats of its people.',
    ),
  },
  'The plan of one tenant; only with `--tenant`.',
);
