import type { Rule } from './rule';
import { inOrder } from '../model/model';

const CLOSED = new Set<string>(['administration', 'storage']);

export const zoneNoInternet: Rule = {
  id: 'zone-no-internet',
  severity: 'error',
  title: 'No network of an administration or storage zone has a use of the Internet.',
  reason:
    'An administration post that browses is how a town is taken over. What these networks need from outside, such as updates, comes through a relay in a servers zone.',
  source: 'ANSSI, administration sécurisée des systèmes d’information (no Internet from administration).',
  reads: ['networks', 'tenants', 'schools', 'zones'],
  waivable: true,
  check: (model, report) => {
    for (const [id, { path, zone, use }] of inOrder(model.networks)) {
      const trust = model.zones[zone]?.trust ?? '';
      if (use === undefined || !CLOSED.has(trust)) continue;
      report({
        at: `${path}.use`,
        message: `network \`${id}\` of the ${trust} zone \`${zone}\` has the use \`${use}\` of the Internet`,
        fix: 'remove `use`, and fetch what it needs through a relay',
        also: [{ at: `zones.${zone}.trust`, note: 'the zone' }],
      });
    }
  },
};
