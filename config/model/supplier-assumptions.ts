/** What the analysis supposes of contracts. */
import { defaulted, group, quantity } from './fields';

export const supplierAssumptions = () =>
  group(
    {
      renewal: defaulted(
        quantity(
          'duration',
          'Time that a new contract takes, from the decision to the first day. Our estimate for an open call for tenders.',
        ),
        '6 months',
      ),
      evidence: defaulted(
        quantity('duration', 'Age up to which the evidence of a criterion is believed. Our estimate: two yearly reports.'),
        '2 years',
      ),
    },
    'Contracts.',
  );
