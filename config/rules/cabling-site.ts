import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const cablingSite: Rule = {
  id: 'cabling-site',
  severity: 'error',
  title: 'Hosts and storage servers are cabled to physical switches of their own site.',
  reason: 'A card that goes to a switch at the other site falls with that site. It counts as redundancy that is not there.',
  source: 'Decision of this project.',
  reads: ['hosts', 'storage-servers', 'physical-switches'],
  check: (model, report) => {
    const cables = [
      ...inOrder(model.hosts).flatMap(([key, { site, nics }]) =>
        inOrder(nics).map(([nic, { physicalSwitch }]) => ({ at: `hosts.${key}.nics.${nic}.physicalSwitch`, site, physicalSwitch, key })),
      ),
      ...inOrder(model['storage-servers']).flatMap(([key, { site, ports }]) =>
        inOrder(ports).map(([port, { physicalSwitch }]) => ({
          at: `storage-servers.${key}.ports.${port}.physicalSwitch`,
          site,
          physicalSwitch,
          key,
        })),
      ),
    ];
    for (const { at, site, physicalSwitch, key } of cables) {
      const stands = model['physical-switches'][physicalSwitch]?.site;
      if (stands === undefined || stands === site) continue;
      report({
        at,
        message: `switch \`${physicalSwitch}\` stands at \`${stands}\`, but \`${key}\` at \`${site}\``,
        fix: `name a switch of \`${site}\``,
        also: [{ at: `physical-switches.${physicalSwitch}.site`, note: 'where it stands' }],
      });
    }
  },
};
