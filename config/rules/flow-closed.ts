import type { Rule } from './rule';
import { inOrder } from '../model/model';

/** Who may never open a connection to whom. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  pupils: ['administration', 'servers', 'storage', 'users'],
  public: ['administration', 'storage'],
  external: ['administration', 'storage', 'users', 'pupils'],
};

export const flowClosed: Rule = {
  id: 'flow-closed',
  severity: 'error',
  title: 'No flow leads from pupils to servers, users, administration or storage; none from outside to what is within.',
  reason:
    'The network of a school is in the hands of children and of their own devices. From there, as from the Internet, nothing of the administration may even answer.',
  source: 'CARINE (pedagogical and administrative networks apart); ANSSI guide d’hygiène informatique.',
  reads: ['zones', 'flows'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { from, to, state }] of inOrder(model.flows)) {
      const [source, target] = [model.zones[from]?.trust ?? '', model.zones[to]?.trust ?? ''];
      if (state !== 'open' || !(REFUSED[source] ?? []).includes(target)) continue;
      report({
        at: `flows.${key}.to`,
        message: `flow \`${key}\` leads from \`${source}\` to \`${target}\` (zone \`${to}\`)`,
        fix: 'remove it, or lead it through a gateway in a zone of its own',
        also: [
          { at: `zones.${from}.trust`, note: 'the zone it comes from' },
          { at: `zones.${to}.trust`, note: 'the zone it leads to' },
        ],
      });
    }
  },
};
