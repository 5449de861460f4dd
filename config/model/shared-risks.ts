/** Things that exist only to be shared: what two links or feeds sold as diverse have in common is declared here. */
import { kind } from './kind';
import { title } from './common';

export const ductKind = kind('duct', 'ducts', 'A duct (fourreau, génie civil) that links run in.', { title: title() });
export const popKind = kind('pop', 'pops', 'A point of presence of a carrier.', { title: title() });
export const substationKind = kind('substation', 'substations', 'A substation of the electricity mains.', { title: title() });
export const floodZoneKind = kind('flood-zone', 'flood-zones', 'A zone that one flood reaches as a whole.', { title: title() });
