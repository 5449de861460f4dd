/** Groups of fields that several kinds share. */
import { address, date, defaulted, flag, group, keyed, list, optional, quantity, ref, text } from './fields';

export const title = () =>
  text('Name shown to people, in the language of the estate. Changing it changes no Terraform address.', { later: 7 });

export const existing = () =>
  defaulted(flag('The object exists already in vSphere: it is read by name, never created, changed or destroyed.'), false);

/** How an existing object is found where its name is not the one that Cordée would have given it. */
export const inventoryName = (what = 'Name in vCenter') =>
  optional(text(`${what} of what exists already, where it is not the name that it would be given here. Only with \`existing: true\`.`));

/** RFC 3720 and 3722: lower-case letters, digits, dots, hyphens and colons. Systems that show another case mean the same name. */
export const iscsiName = (what: string) =>
  text(`${what}, in lower case.`, { pattern: '^iqn\\.[0-9]{4}-[0-9]{2}\\.[a-z0-9.:-]+$', maxLength: 223 });

/** Where a piece of equipment stands and what feeds it: what falls when a room, a feed or a cooling unit falls. */
export const placement = {
  site: ref('sites', 'Site where it stands.'),
  room: text('Key of the room within the site.'),
  feeds: list(text('Key of a power feed of the site.'), 'Power feeds it is connected to; two for what must survive the loss of one.', {
    minItems: 1,
  }),
};

export const tail = {
  carrier: ref('suppliers', 'Supplier that operates the link.'),
  pops: defaulted(list(ref('pops', 'Point of presence.'), 'Points of presence that the link passes.'), []),
  ducts: defaulted(
    list(ref('ducts', 'Duct.'), 'Ducts (fourreaux) that the link runs in; what two links share here is their common risk.'),
    [],
  ),
};

export const contract = () =>
  group(
    {
      reference: text('Reference of the contract in the town’s register.'),
      start: optional(date('First day.')),
      end: date('Last day. Past it, judged at `--as-of`, the check warns.'),
      amount: optional(quantity('money', 'Amount per year, taxes excluded.')),
    },
    'The contract.',
  );

export const gateways = () =>
  keyed(address('Address.'), 'Address of the gateway on each site that has one, keyed by site.', { keys: 'sites' });

export const NETWORK_ROLES = [
  'workload',
  'management',
  'vmotion',
  'iscsi-a',
  'iscsi-b',
  'mirror-1',
  'mirror-2',
  'backup',
  'dmz',
  'voip',
  'desktops',
  'guests',
  'pedagogy',
  'school-office',
  'transit',
] as const;

export const RESTART_PRIORITIES = ['highest', 'high', 'medium', 'low', 'lowest'] as const;
