import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const dmzPublished: Rule = {
  id: 'dmz-published',
  severity: 'error',
  title: 'A tenant’s workload on a network of role `dmz` says that it is published.',
  reason:
    'What stands in the DMZ is reached from the Internet, whatever its file says. One that passes for internal is left out of the list of what is exposed. The other way round is free: a published service may stand behind a reverse proxy.',
  source: 'ANSSI, recommendations on the interconnection of an information system to the Internet; decision of this project.',
  reads: ['networks', 'tenants', 'schools', 'services'],
  check: (model, report) => {
    for (const [, { path, nics, exposure, ownerKind }] of inOrder(model.workloads)) {
      if (ownerKind !== 'tenants' || exposure === 'published') continue;
      for (const [key, { network }] of inOrder(nics)) {
        if (model.networks[network]?.role !== 'dmz') continue;
        report({
          at: `${path}.nics.${key}.network`,
          message: `the workload is on \`${network}\`, of role \`dmz\`, and says \`exposure: ${exposure}\``,
          fix: 'write `exposure: published`, or choose a network of another role',
          also: [{ at: `${model.networks[network].path}.role`, note: 'the role of the network' }],
        });
      }
    }
  },
};
