/** `minimal` in a town that had much before: of each kind that an estate may only read, one at least exists already, under its own name. */
import { filesOf } from '../../support/estates';

const textOf = (file: string): string => {
  const found = filesOf('minimal').find((one) => one.file === file);
  if (found === undefined) throw new Error(`minimal has no ${file}`);
  return found.text;
};

/** Each of these texts is there once, or the town would not be what is meant. */
function edited(file: string, edits: Readonly<Record<string, string>>): Record<string, string> {
  let text = textOf(file);
  for (const [from, to] of Object.entries(edits)) {
    if (text.split(from).length !== 2) throw new Error(`${file}: \`${from}\` is not there once`);
    text = text.replace(from, to);
  }
  return { [file]: text };
}

const named = (name: string): string => `existing: true\ninventoryName: ${name}\n`;
const inside = (name: string): string => `existing: true, inventoryName: ${name}, `;

/** A machine that somebody made, on a datastore that somebody made. */
const MACHINE = `  ancien:
    title: Application ancienne
    existing: true
    inventoryName: VM-ANCIENNE
    cluster: production
    home: mairie
    class: standard
    backup: standard
    cpus: 1
    memory: 2 GiB
    disks:
      systeme: { size: 20 GiB, datastore: donnees-mairie-1, unit: 0 }
    nics:
      principale: { network: serveurs, address: 10.0.100.11 }
    boot: 1 min
    start: 1 min
`;

export const OLDER_TOWN: Readonly<Record<string, string>> = {
  ...edited('clusters/production.yaml', { 'title: Production\n': `title: Production\n${named('Cluster 01')}` }),
  ...edited('distributed-switches.yaml', {
    'title: Commutateur général\n': 'title: Commutateur général\n  existing: true\n  inventoryName: DVS Ville\n',
  }),
  ...edited('networks.yaml', {
    'title: Administration\n': 'title: Administration\n  existing: true\n  inventoryName: VLAN 10 - Administration\n',
    'title: vMotion\n': 'title: vMotion\n  existing: true\n',
    'title: iSCSI, chemin A\n': 'title: iSCSI, chemin A\n  existing: true\n  inventoryName: SAN A\n',
  }),
  // One volume with its datastore, and one on which the estate makes its own.
  ...edited('volumes.yaml', {
    'title: Données mairie 1, ': `title: Données mairie 1, ${inside('VD-01')}`,
    'title: Données agglomération 2, ': 'title: Données agglomération 2, existing: true, ',
  }),
  ...edited('datastores.yaml', { 'title: Données mairie 1, ': `title: Données mairie 1, ${inside('LUN-01')}` }),
  ...edited('roles.yaml', {
    'title: Exploitant de structure\n': 'title: Exploitant de structure\n  existing: true\n  inventoryName: Exploitant\n',
  }),
  ...edited('tenants/ville.yaml', {
    'title: Ville\n': `title: Ville\n${named('Collectivités/Ville')}`,
    'workloads:\n': `workloads:\n${MACHINE}`,
  }),
};
