import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';
import { quoted } from './lib/text';

export const homeIsPreferred: Rule = {
  id: 'home-is-preferred',
  severity: 'error',
  title: 'A VM’s home is the preferred side of all its disks.',
  reason:
    'When the sites are cut from each other, the preferred side keeps the disk and the other refuses. A VM that runs on the other side hangs without its disk, though both sites are up.',
  source: 'Yellow-Bricks, vSphere HA and metro stretched clusters (site bias); section 2.2 (a) of the project’s domain notes.',
  reads: ['sites', 'volumes', 'datastores', 'tenants', 'services'],
  check: (model, report) => {
    const sites = datacenters(model);
    for (const [, { path, home, disks }] of inOrder(model.workloads)) {
      if (!sites.includes(home))
        report({
          at: `${path}.home`,
          message: `\`${home}\` is no datacenter site`,
          allowed: quoted(sites),
          fix: 'choose the preferred side of its disks',
        });
      for (const [disk, { datastore }] of inOrder(disks)) {
        const volume = model.datastores[datastore]?.volume ?? '';
        const preferred = model.volumes[volume]?.preferred;
        if (preferred === undefined || preferred === home || !sites.includes(home)) continue;
        const better = inOrder(model.datastores).find(([, candidate]) => model.volumes[candidate.volume]?.preferred === home);
        report({
          at: `${path}.disks.${disk}.datastore`,
          message: `\`${datastore}\` is preferred at \`${preferred}\`, but the VM’s home is \`${home}\``,
          fix:
            better === undefined
              ? `set \`home: ${preferred}\``
              : `choose a datastore preferred at \`${home}\`, such as \`${better[0]}\`, or set \`home: ${preferred}\``,
          also: [
            { at: `${path}.home`, note: 'its home' },
            { at: `volumes.${volume}.preferred`, note: 'the preferred side' },
          ],
        });
      }
    }
  },
};
