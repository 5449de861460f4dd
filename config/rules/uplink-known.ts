import { closest } from 'fastest-levenshtein';
import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const uplinkKnown: Rule = {
  id: 'uplink-known',
  severity: 'error',
  title: 'A host’s card names an uplink that its distributed switch has, and no other card of the host has it.',
  reason:
    'The names of uplinks are those of the switch as a whole, and each holds one card per host. A name that does not exist, or is taken, is refused when the host joins, half-way through an apply.',
  source: 'vmware/vsphere provider, vsphere_distributed_virtual_switch; vSphere networking guide.',
  reads: ['hosts', 'distributed-switches'],
  check: (model, report) => {
    for (const [key, { nics }] of inOrder(model.hosts)) {
      const taken = new Map<string, string>();
      for (const [nic, { switch: name, uplink }] of inOrder(nics)) {
        const at = `hosts.${key}.nics.${nic}.uplink`;
        const known = model['distributed-switches'][name]?.uplinks ?? [];
        const first = taken.get(`${name} ${uplink}`);
        taken.set(`${name} ${uplink}`, first ?? at);
        if (!known.includes(uplink))
          report({
            at,
            message: `\`${uplink}\` is no uplink of \`${name}\``,
            allowed: quoted(known),
            fix: `did you mean \`${closest(uplink, [...known])}\`?`,
            also: [{ at: `distributed-switches.${name}.uplinks`, note: 'those of the switch' }],
          });
        else if (first !== undefined)
          report({
            at,
            message: `uplink \`${uplink}\` of \`${name}\` already has a card of this host`,
            fix: `choose another of ${quoted(known)}`,
            also: [{ at: first, note: 'first used here' }],
          });
      }
    }
  },
};
