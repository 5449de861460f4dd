import { defaulted, list, text } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';

export const roleKind = kind('role', 'roles', 'A vSphere role.', {
  title: title(),
  existing: existing(),
  inventoryName: inventoryName(),
  privileges: defaulted(
    list(
      text('Privilege identifier of vSphere.', { pattern: '^[A-Z][A-Za-z]*(\\.[A-Za-z]+)+$' }),
      'Privileges, beside those that every role has. None: a role that only reads.',
    ),
    [],
  ),
});
export type Role = Entity<typeof roleKind>;
