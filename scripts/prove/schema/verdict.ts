/** Cells, exceptions and cuts. */
import { LEVELS } from '../../../config/analysis/levels';
import { UNMET_RULES } from '../../../config/analysis/verdict/unmet';
import { choice, flag, group, integer, keyed, list, number, optional, text } from '../../../config/model/fields';
import { at, data, loss, seconds } from './cell';
import { basis, ids, path } from './claim';

export const unmet = group(
  {
    id: text('`row@failure`. Stable: the same on every run for the same fact.'),
    row: text('`workload:owner/key`, `machine:key`, `desktop:key` or `school:key`.'),
    failure: text('Id of the failure: an element, or `named:…`.'),
    tenant: optional(text('Key of the tenant whose workload it is. Absent for shared services, machines, desktops and schools.')),
    rule: choice(UNMET_RULES, 'Why it does not hold; an exception names it.'),
    outcome: choice(LEVELS, 'What the failure does.'),
    seconds: seconds(),
    data: data(),
    loss: loss(),
    allowed: optional(number('The objective that is missed, in seconds. Absent where the outcome alone is none.')),
    promised: optional(group({ path: path('Model path of the promise.'), at }, 'Where it was promised.')),
    cut: ids('an element', 'Smallest set of failed elements with the same effect; empty where only links are cut.'),
    because: list(
      group(
        {
          path: path('Model path of what the clause is about.'),
          at,
          says: text('The clause.'),
          seconds: optional(number('How long it takes.')),
        },
        'A clause.',
      ),
      'From the workload to what failed: the clauses of one sentence.',
    ),
    basis: basis(),
    exception: optional(text('Key of the live exception that accepts it.')),
  },
  'A cell that must hold and does not, the worst first.',
);

export const broken = group(
  {
    rule: text('Id of the rule.'),
    subject: path(),
    at: text('`file:line`, below the folder of the environment.'),
    message: text('What is wrong.'),
  },
  'A broken rule.',
);

export const covered = group(
  {
    exception: text('Key of the exception.'),
    cells: integer('Cells that it accepts.', { minimum: 0 }),
    shortfalls: integer('Shortfalls that it accepts.', { minimum: 0 }),
  },
  'An exception at work.',
);

export const idle = group(
  { exception: text('Key of the exception.'), ended: flag('Its last day is past.') },
  'An exception to a rule of the proof that covers nothing.',
);

export const tenants = keyed(
  group(
    {
      alone: ids('an element', 'Elements that take one of its workloads alone.'),
      pairs: list(ids('an element', 'Two elements.'), 'Pairs that take one together, and neither alone.'),
    },
    'What takes a workload of the tenant: stopped or worse.',
  ),
  'Cuts of the first and second order, by tenant. They are shown and decide nothing.',
  { keys: 'tenants' },
);

export const failure = group(
  {
    id: text('`kind:key`, `kind:owner/key`, or `named:…`. Two ids joined by `+` are a pair.'),
    says: text('What it means, in words.'),
    path: optional(path('Model path of the element. Absent for named scenarios.')),
    at: optional(at),
    elements: ids('an element', 'Elements that have failed; none where only links are cut.'),
    takes: ids('an element', 'Equipment and lines that are down with it.'),
  },
  'A failure that is judged.',
);

export const singleHomed = group(
  { premises: text('Key of the premises.'), by: ids('an element', 'Elements that cut them off alone.') },
  'Premises with one access: shown, not promised.',
);

export const cutOff = group(
  {
    failure: text('Id of the element.'),
    uses: ids('a use', 'Uses of the Internet without any access.'),
    applications: ids(
      'a hosted application',
      'Hosted applications without way out or sign-in, or whose provider has failed (what he promises: `suppliers.applications`).',
    ),
    premises: ids('premises', 'Places that reach neither side.'),
    schools: ids('a school', 'Schools without way out through their filter.'),
    seats: integer('Workplaces in these places.', { minimum: 0 }),
    devices: integer('Devices of these schools.', { minimum: 0 }),
  },
  'What one failure cuts off.',
);

export const unplaced = group(
  {
    owner: text('Key of the tenant, or of the shared service.'),
    audience: choice(['agents', 'pupils'], 'Who uses a workload of it.'),
  },
  'Users of whom no place is described.',
);
