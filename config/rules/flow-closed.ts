import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { schoolServices } from './lib/schools';

/** Who may never open a connection to whom. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  pupils: ['administration', 'servers', 'storage', 'users', 'external'],
  public: ['administration', 'storage'],
  external: ['administration', 'storage', 'users', 'pupils'],
};

export const flowClosed: Rule = {
  id: 'flow-closed',
  severity: 'error',
  title: 'No flow leads from pupils anywhere but to the services of schools; none from outside to what is within.',
  reason:
    'The network of a school is in the hands of children and of their own devices. From there, as from the Internet, nothing of the administration may even answer; and pupils reach the outside through the filter, never past it.',
  source: 'CARINE (pedagogical and administrative networks apart); ANSSI guide d’hygiène informatique.',
  reads: ['zones', 'flows', 'networks', 'tenants', 'schools', 'gateways'],
  waivable: true,
  check: (model, report) => {
    const ofSchools = schoolServices(model);
    const zonesOfSchools = new Set([...ofSchools].flatMap((id) => model.networks[id]?.zone ?? []));
    for (const [id, { zone }] of inOrder(model.networks)) if (!ofSchools.has(id)) zonesOfSchools.delete(zone);
    for (const [key, { from, to, state }] of inOrder(model.flows)) {
      const [source, target] = [model.zones[from]?.trust ?? '', model.zones[to]?.trust ?? ''];
      if (state !== 'open' || !(REFUSED[source] ?? []).includes(target) || (source === 'pupils' && zonesOfSchools.has(to))) continue;
      report({
        at: `flows.${key}.to`,
        message: `flow \`${key}\` leads from \`${source}\` to \`${target}\` (zone \`${to}\`)`,
        fix:
          source === 'pupils'
            ? 'lead it to a zone that a gateway of role `schools` guards'
            : 'remove it, or lead it through a gateway in a zone of its own',
        also: [
          { at: `zones.${from}.trust`, note: 'the zone it comes from' },
          { at: `zones.${to}.trust`, note: 'the zone it leads to' },
        ],
      });
    }
  },
};
