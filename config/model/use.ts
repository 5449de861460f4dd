import { defaulted, integer, list, ref, subnet } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const useKind = kind('use', 'uses', 'A use of the Internet with its own routing: which accesses it leaves by, in which order.', {
  title: title(),
  table: integer('Number of its routing table and of its VRRP groups, unique in the estate.', { minimum: 1, maximum: 200 }),
  accesses: list(ref('accesses', 'Access.'), 'Accesses in order of preference. Both sites must be present.', { minItems: 1 }),
  prefixes: defaulted(list(subnet('Prefix.'), 'Own public prefixes that this use announces, from every one of its accesses.'), []),
});
export type Use = Entity<typeof useKind>;
