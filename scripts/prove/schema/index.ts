/** The JSON of `cordee prove`, described once: the schema, its page and the type that the output must have. */
import { date, flag, group, integer, list, optional, type Resolved, text } from '../../../config/model/fields';
import { accesses } from './accesses';
import { backup } from './backup';
import { calls } from './calls';
import { capacity } from './capacity';
import { ids, judgedShortfall } from './claim';
import { costs } from './costs';
import { energy } from './energy';
import { plan } from './plan';
import { sharedRisks } from './shared-risks';
import { suppliers } from './suppliers';
import { broken, covered, cutOff, failure, idle, singleHomed, tenants, unmet, unplaced } from './verdict';
import { virtualisation } from './virtualisation';
import { why } from './why';

/** Raised when the JSON changes in a way that could break a reader. */
export const PROOF_VERSION = 1;

export const proofFields = group(
  {
    version: integer('Version of this form.', { minimum: PROOF_VERSION, maximum: PROOF_VERSION }),
    environment: text('Name of the environment.'),
    asOf: date('Day at which exceptions, contracts and tests were judged.'),
    holds: flag('Nothing that must hold fails without a live exception. False: exit code 3.'),
    broken: list(
      broken,
      'Rules that the files break and no live exception accepts. The verdict is about what the files say. Where it holds all the same: exit code 1.',
    ),
    judged: integer('Cells that must hold: a workload, a physical machine or a pool of seats, and a failure that it must survive.', {
      minimum: 0,
    }),
    scenarios: integer('Failures that were judged, pairs included.', { minimum: 0 }),
    unmet: list(unmet, 'Cells that must hold and do not, those that an exception accepts included; the worst first.'),
    accepted: list(covered, 'Exceptions that cover something.'),
    idle: list(idle, 'Exceptions to rules of the proof that cover nothing.'),
    promisesNothing: ids('a tenant', 'Tenants of whose workloads none is to survive anything: `holds` says nothing about them.'),
    cutOff: list(
      cutOff,
      'What single failures cut off beside workloads, the worst first: what all share before places, many people before few. Shown, not promised.',
    ),
    unplaced: list(unplaced, 'Users of whom no place is described: whether a failure cuts them off is not judged.'),
    singleHomed: list(singleHomed, 'Premises that one failure cuts off.'),
    shortfalls: list(judgedShortfall, 'Shortfalls of all books; those with a rule decide the verdict.'),
    tenants,
    plan: optional(plan),
    why: optional(why),
    failures: list(failure, 'Single elements and named scenarios.'),
    books: group(
      { capacity, backup, energy, costs, suppliers, virtualisation, sharedRisks, accesses, calls },
      'Figures beside the verdict.',
    ),
  },
  'What `cordee prove --format json` prints.',
);

export type ProofJson = Resolved<typeof proofFields>;
