import { choice, defaulted, group, integer, list, quantity, subnet, text } from './fields';
import { singleKind, type Entity } from './kind';
import { assumptions } from './assumptions';
import { title } from './common';

export const estateKind = singleKind('estate', 'The estate as a whole: vCenter, provider versions, state, routing and operations.', {
  title: title(),
  vcenter: group(
    {
      address: text(
        'Name of the vCenter in DNS. Credentials and the address the provider uses come from the environment (VSPHERE_SERVER).',
      ),
      version: text('Version of vCenter, such as `8.0.3`.', { pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' }),
      datacenter: text('Name of the one vSphere datacenter that holds both sites. It is read, never created.', { maxLength: 80 }),
    },
    'The vCenter that manages both sites.',
  ),
  providers: defaulted(
    group(
      {
        vsphere: defaulted(text('Exact version of vmware/vsphere.', { pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' }), '2.16.1'),
        null: defaulted(text('Exact version of hashicorp/null.', { pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' }), '3.2.4'),
      },
      'Exact versions of the Terraform providers, independent of the versions of the bindings.',
    ),
    {},
  ),
  backend: defaulted(
    choice(
      ['local', 'pg'],
      'Where Terraform keeps the state: `local` (below `.cordee/state`) or `pg` (PostgreSQL, PG_CONN_STR in the environment).',
    ),
    'local',
  ),
  domain: text('DNS domain of the estate’s servers.', { pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }),
  routing: group(
    {
      asn: integer('AS number of the estate.', { minimum: 1, maximum: 4_294_967_295 }),
      prefixes: list(subnet('Own public prefix.'), 'Own public prefixes, IPv4 and IPv6. Announced only for the uses that name them.'),
      internal: list(subnet('Internal prefix.'), 'Internal prefixes: they never leave by an Internet access.', { minItems: 1 }),
    },
    'Routing of the estate as a whole.',
  ),
  operations: group(
    {
      officeHours: text('Office hours, such as `Mon-Fri 08:00-18:00`.', { later: 7 }),
      reactionInHours: quantity('duration', 'Time until an operator acts, in office hours.'),
      reactionOutOfHours: quantity('duration', 'Time until the person on call acts, out of office hours.'),
      onCall: text('Function on call.'),
      failoverDecision: text('Function that decides a failover.'),
      callOrder: defaulted(
        list(
          group(
            {
              function: text('Function that is called. No names of persons.'),
              phone: text('Its duty number, in international form.', { pattern: '^\\+[0-9]+( [0-9]+)*$' }),
              role: choice(['acts', 'decides', 'told'], 'Its part: it acts, it decides a failover, or it is told.'),
              wait: defaulted(quantity('duration', 'How long it has to answer before the next is called. Our own estimate.'), '10 min'),
            },
            'A call.',
          ),
          'Whom to call in an emergency, in this order: it stands on every tenant’s plan. Empty: `onCall` and `failoverDecision`, without numbers.',
        ),
        [],
      ),
    },
    'Who acts, and how fast.',
  ),
  assumptions: assumptions(),
});

export type Estate = Entity<typeof estateKind>;
