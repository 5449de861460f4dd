import { choice, defaulted, flag, text } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const templateKind = kind('template', 'templates', 'A VM template in vCenter. It is read, never created.', {
  title: title(),
  name: text('Name in vCenter.', { maxLength: 80 }),
  guest: text('Guest identifier of vSphere, such as `debian12_64Guest`.'),
  firmware: defaulted(choice(['efi', 'bios'], 'Firmware.'), 'efi'),
  secureBoot: defaulted(
    flag('The template starts by secure boot, and so do machines made from it; needs `efi`. A later change concerns new machines only.'),
    false,
  ),
});
export type Template = Entity<typeof templateKind>;
