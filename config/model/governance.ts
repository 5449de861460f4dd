/** Decisions with an owner and an end: exceptions to rules, and approvals to let data go. */
import { date, list, text } from './fields';
import { kind, type Entity } from './kind';

export const exceptionKind = kind(
  'exception',
  'exceptions',
  'A finding of a rule that is accepted for a time. It is printed by the check, never hidden.',
  {
    rule: text('Id of the rule.'),
    subject: text('Entity that the finding is about, as the finding names it, such as `storage` or `networks.dmz`.'),
    reason: text('Why it is accepted.', { later: 5 }),
    owner: text('Function that accepts it.', { later: 5 }),
    until: date('Last day. Past it, judged at `--as-of`, the check warns.'),
  },
);
export type Exception = Entity<typeof exceptionKind>;

export const approvalKind = kind('approval', 'approvals', 'Consent that named stateful objects leave the estate, with their data.', {
  keys: list(text('Key of the register `stateful.lock`, such as `volume/archives`.'), 'What may leave.', { minItems: 1 }),
  reason: text('Why.'),
  owner: text('Function that consents. Not the author of the change.'),
  until: date('Last day. Past it the applier refuses to let the data go.'),
});
export type Approval = Entity<typeof approvalKind>;
