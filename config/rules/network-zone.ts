import type { Rule } from './rule';
import type { Network } from '../model/network';
import { inOrder } from '../model/model';
import type { Zone } from '../model/zone';
import { quoted } from './lib/text';

type Trust = Zone['trust'];

/** Postures that fit a role; roles that are not here may be in any zone but those of storage and of pupils. */
const FITTING: Partial<Record<Network['role'], readonly Trust[]>> = {
  management: ['administration'],
  vmotion: ['administration', 'storage'],
  'iscsi-a': ['storage'],
  'iscsi-b': ['storage'],
  'mirror-1': ['storage'],
  'mirror-2': ['storage'],
  backup: ['storage', 'administration'],
  dmz: ['public'],
  guests: ['public', 'external'],
  pedagogy: ['pupils'],
  'school-office': ['users'],
};
const OTHERS: readonly Trust[] = ['administration', 'servers', 'users', 'public', 'external'];

export const networkZone: Rule = {
  id: 'network-zone',
  severity: 'error',
  title: 'The zone of a network has a posture that fits what the network carries.',
  reason:
    'Flows are declared between zones, so a network in the wrong zone inherits flows that were never meant for it: storage that agents reach, pupils among servers.',
  source: 'ANSSI guide d’hygiène informatique (cloisonnement); CARINE (school networks).',
  reads: ['networks', 'tenants', 'schools', 'zones'],
  waivable: true,
  check: (model, report) => {
    for (const [id, { path, role, zone }] of inOrder(model.networks)) {
      const trust = model.zones[zone]?.trust;
      const fitting = FITTING[role] ?? OTHERS;
      if (trust === undefined || fitting.includes(trust)) continue;
      const zones = inOrder(model.zones)
        .filter(([, candidate]) => fitting.includes(candidate.trust))
        .map(([key]) => key);
      report({
        at: `${path}.zone`,
        message: `the \`${role}\` network \`${id}\` is in zone \`${zone}\` of trust \`${trust}\``,
        allowed: zones.length === 0 ? `a zone of trust ${quoted(fitting)}` : zones.join(', '),
        fix: 'choose a zone that fits its role',
        also: [{ at: `zones.${zone}.trust`, note: 'the zone' }],
      });
    }
  },
};
