import { list, text } from './fields';
import { kind, type Entity } from './kind';
import { existing, title } from './common';

export const roleKind = kind('role', 'roles', 'A vSphere role.', {
  title: title(),
  existing: existing(),
  privileges: list(text('Privilege identifier of vSphere.', { pattern: '^[A-Z][A-Za-z]*(\\.[A-Za-z]+)+$' }), 'Privileges.', {
    minItems: 1,
  }),
});
export type Role = Entity<typeof roleKind>;
