import { choice, defaulted, group, list, number, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { contract, title } from './common';

export const applicationKind = kind('application', 'applications', 'An application hosted outside.', {
  title: title(),
  supplier: ref('suppliers', 'Provider.'),
  tenants: list(ref('tenants', 'Tenant.'), 'Tenants that use it.', { minItems: 1 }),
  dataLocation: text('Where the data lie.'),
  promised: group(
    {
      rto: quantity('duration', 'Promised time to recover.'),
      availability: number('Promised availability, in percent.', { minimum: 0, maximum: 100 }),
    },
    'What the provider promises.',
  ),
  use: ref('uses', 'Use of the Internet by which agents reach it.'),
  flows: list(ref('flows', 'Flow.'), 'Flows that it needs.', { minItems: 1 }),
  identity: defaulted(list(ref('workloads', 'Workload.'), 'Own workloads its sign-in depends on, one of which is needed.'), []),
  probe: text('Address that supervision probes.', { pattern: '^https://', later: 6 }),
  contract: contract(),
  reversibility: group({ format: text('Format in which the data come back.'), notice: quantity('duration', 'Notice.') }, 'How to leave.'),
  criticality: defaulted(choice(['essential', 'important', 'comfort'], 'How much it matters.'), 'important'),
});
export type Application = Entity<typeof applicationKind>;
