/** Decisions with an owner and an end: exceptions to rules, and approvals to let data go. */
import { choice, date, list, text } from './fields';
import { kind, type Entity } from './kind';

export const exceptionKind = kind(
  'exception',
  'exceptions',
  'A finding of a rule that is accepted for a time. It is printed by the check, never hidden.',
  {
    rule: text('Id of the rule.'),
    subject: text('Entity that the finding is about, as the finding names it, such as `storage` or `networks.dmz`.'),
    reason: text('Why it is accepted.'),
    owner: text('Function that accepts it.'),
    until: date('Last day. Past it, judged at `--as-of`, the check warns.'),
  },
);
export type Exception = Entity<typeof exceptionKind>;

/**
 * What an approval can consent to. `leave`: it is destroyed, with its data. `unmirror`: a volume keeps one side. `change`: it becomes another
 * object under the same key. `restart`: a machine is stopped for it. `return`: what was let go is taken back into the state.
 */
export const APPROVAL_ACTS = ['leave', 'unmirror', 'change', 'restart', 'return'] as const;
export type ApprovalAct = (typeof APPROVAL_ACTS)[number];

export const approvalKind = kind('approval', 'approvals', 'Consent to what would destroy, stop or replace named stateful objects.', {
  keys: list(text('Key of the register `stateful.lock`, such as `volume/archives`.'), 'What it is about.', { minItems: 1 }),
  for: list(
    choice(
      APPROVAL_ACTS,
      '`leave`: destroyed with its data; `unmirror`: the volume keeps one side; `change`: it becomes another object, prepared by hand; `restart`: the machine is stopped for it; `return`: it was let go as existing, and is imported.',
    ),
    'What may happen to it, and nothing else.',
    { minItems: 1 },
  ),
  reason: text('Why.'),
  owner: text('Function that consents. Not the author of the change.'),
  until: date('Last day. Past it the applier refuses to let the data go.'),
});
export type Approval = Entity<typeof approvalKind>;
