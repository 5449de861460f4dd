import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const templateFirmware: Rule = {
  id: 'template-firmware',
  severity: 'error',
  title: 'A template that starts by secure boot has EFI firmware.',
  reason: 'Secure boot is a part of EFI. With `bios` every machine made from the template would be refused when it is made.',
  source: 'VMware vSphere, virtual machine administration: secure boot requires EFI firmware.',
  reads: ['templates'],
  check: (model, report) => {
    for (const [key, { firmware, secureBoot }] of inOrder(model.templates))
      if (secureBoot && firmware !== 'efi')
        report({
          at: `templates.${key}.secureBoot`,
          message: `\`${key}\` starts by secure boot, but its firmware is \`${firmware}\``,
          fix: 'set `firmware: efi`, or leave `secureBoot` out',
          also: [{ at: `templates.${key}.firmware`, note: 'its firmware' }],
        });
  },
};
