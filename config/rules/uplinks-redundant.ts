import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const uplinksRedundant: Rule = {
  id: 'uplinks-redundant',
  severity: 'error',
  title: 'A host has at least two uplinks on each of its distributed switches, cabled to different physical switches.',
  reason:
    'With one cable, or two to one switch, a dead switch isolates the host: it stops its VMs, and HA restarts them elsewhere. With two switches nobody notices.',
  source: 'vSphere Metro Storage Cluster recommended practices; vSphere networking guide (NIC teaming).',
  reads: ['hosts'],
  check: (model, report) => {
    for (const [key, { nics }] of inOrder(model.hosts)) {
      for (const name of [...new Set(inOrder(nics).map(([, nic]) => nic.switch))].sort()) {
        const cards = inOrder(nics).filter(([, nic]) => nic.switch === name);
        const at = `hosts.${key}.nics.${cards[0]?.[0] ?? ''}.physicalSwitch`;
        const switches = new Set(cards.map(([, nic]) => nic.physicalSwitch));
        if (switches.size > 1) continue;
        const only = `\`${[...switches][0] ?? ''}\``;
        report({
          at,
          message:
            cards.length === 1
              ? `\`${cards[0]?.[0] ?? ''}\` is the only uplink of host \`${key}\` on \`${name}\``
              : `all uplinks of host \`${key}\` on \`${name}\` go to ${only}`,
          allowed: 'two uplinks or more, to different physical switches',
          fix:
            cards.length === 1
              ? 'add a card that goes to another physical switch'
              : `cable one of ${quoted(cards.map(([nic]) => nic))} to another physical switch`,
          also: cards.slice(1).map(([nic]) => ({ at: `hosts.${key}.nics.${nic}.physicalSwitch`, note: 'the other card' })),
        });
      }
    }
  },
};
