import { choice, date, group, list, text } from '../../../config/model/fields';
import { contract, figure, ids, path, paths, shortfalls } from './claim';

const supplier = group(
  {
    supplier: text('Key of the supplier.'),
    roles: list(text('Role.'), 'What it supplies, as roles.'),
    contract,
    criteria: list(
      group(
        {
          criterion: text('Key of the criterion.'),
          claim: text('What is claimed.'),
          evidence: text('What shows it.'),
          date: date('Day of the evidence.'),
          state: choice(['believed', 'old', 'future'], '`future`: dated after the day of judgement.'),
        },
        'A criterion.',
      ),
      'Criteria with their evidence.',
    ),
    supplies: paths('What it supplies.'),
    serials: list(
      group({ path: path('The host.'), serial: text('Serial number.'), supportEnd: date('Last day of its support.') }, 'A host.'),
      'Of a supplier of hardware: its hosts.',
    ),
  },
  'A supplier.',
);

const application = group(
  {
    application: text('Key of the application.'),
    supplier: text('Key of its supplier.'),
    criticality: choice(['essential', 'important', 'comfort'], 'How much hangs on it.'),
    tenants: ids('a tenant', 'Who uses it.'),
    dataLocation: text('Where its data lie.'),
    contract,
    rto: figure('Promised time to recover.'),
    away: figure('Hours a year in which it may be away.'),
    reversibility: group(
      { format: text('In which form data come back.'), notice: figure('How long before.'), noticeBy: date('Last day to say so.') },
      'How one leaves.',
    ),
    identity: ids('a workload', 'Own workloads its sign-in depends on, one of which is needed.'),
  },
  'A hosted application.',
);

export const suppliers = group(
  {
    suppliers: list(supplier, 'By supplier.'),
    applications: list(application, 'By hosted application.'),
    agreements: list(
      group(
        { tenant: text('Key of the tenant.'), agreement: contract, reversibility: text('How the tenant gets its data back.') },
        'An agreement.',
      ),
      'Agreements with tenants.',
    ),
    shortfalls: shortfalls(),
  },
  'Contracts, and how one leaves.',
);
