/** A town in which much exists already is rehearsed as a whole: from what is there, changed, a site lost and back, and thrown away. */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runRehearse } from '../../../scripts/commands/rehearse';
import { storageInventory } from '../../../scripts/lab/datacore/inventory';
import { vcenterInventory } from '../../../scripts/lab/inventory';
import type { ProviderKind } from '../../../scripts/lab/providers';
import type { RehearsalRecord } from '../../../scripts/lab/rehearse/record';
import { growVolume } from '../../../scripts/lab/rehearse/steps/grow-volume';
import { changed, checked, estateFolder } from '../../support/estates';
import { needs, PROJECT } from '../../support/needs';
import { build, labGround } from './ground';
import { growBehind } from './grow-behind';
import { OLDER_TOWN } from './older-town';
import { stageOn } from './stage-on';

const EXPECTED = '.expected/site-loss.yaml';

/** What has the name that people gave it, of each kind; of the stand-in, what its store holds. */
const EXISTING = {
  vsphere_compute_cluster: ['Cluster 01'],
  vsphere_distributed_virtual_switch: ['DVS Ville'],
  vsphere_distributed_port_group: ['SAN A', 'VLAN 10 - Administration', 'vmotion'],
  vsphere_vmfs_datastore: ['LUN-01', 'local-esx-agglo', 'local-esx-mairie'],
  vsphere_folder: ['Collectivités', 'Collectivités/Ville'],
  vsphere_role: ['Exploitant'],
  vsphere_virtual_machine: ['VM-ANCIENNE', 'modele-debian-12'],
};

/** Steps for which it has nothing: no school, no second class, and no cluster of its own. */
const NOT_APPLICABLE = ['add-school-network', 'raise-evc', 'add-hosts', 'change-backup'];

/** Compares what the stand-in holds in the end: all that was made is gone, and nothing else. */
function expectKept(store: string): void {
  const left = Object.keys(EXISTING).map((kind) => {
    const objects = JSON.parse(readFileSync(join(store, `${kind}.json`), 'utf8')) as Record<
      string,
      { readonly values: Record<string, string> }
    >;
    return [
      kind,
      Object.values(objects)
        .map(({ values }) => values['path'] ?? values['name'])
        .sort(),
    ];
  });
  expect(Object.fromEntries(left)).toEqual(EXISTING);
}

async function rehearsed(provider: ProviderKind): Promise<void> {
  build();
  const expected = readFileSync(join(PROJECT, 'config', 'environments', 'minimal', EXPECTED), 'utf8');
  const folder = estateFolder('minimal', { ...OLDER_TOWN, [EXPECTED]: expected });
  const ground = labGround(provider, process.env, { name: 'estate', folder });
  const path = join(ground.labs, 'record.json');
  try {
    const flags = { ...ground.options, environment: folder, format: 'text', keep: true, parallel: 2, record: path } as const;
    const code = await runRehearse(flags, process.env, ground.shell);
    const { steps, kinds } = JSON.parse(readFileSync(path, 'utf8')) as RehearsalRecord;
    expect([code, steps.filter(({ outcome }) => outcome === 'failed').map(({ key, why }) => `${key}: ${why ?? ''}`)]).toEqual([0, []]);
    expect(steps.filter(({ outcome }) => outcome === 'not applicable').map(({ key }) => key)).toEqual(NOT_APPLICABLE);
    // What exists is made by nobody: the others of its kind are.
    const made = (kind: string): number => kinds[kind]?.created ?? 0;
    expect(['compute_cluster', 'distributed_virtual_switch', 'role'].map((kind) => made(`vsphere_${kind}`))).toEqual([0, 0, 0]);
    expect(['resource_pool', 'distributed_port_group', 'vmfs_datastore'].every((kind) => made(`vsphere_${kind}`) > 0)).toBe(true);
    const { compared } = steps.find(({ key }) => key === 'lose-site')!;
    const whole = compared.find(({ what }) => what === 'volumes that are whole again');
    expect(whole).toMatchObject({ expected: 'all 4', agrees: true });
    expect(steps.at(-1)).toMatchObject({ key: 'throw-away', outcome: 'done' });
    // Said after each deployment, and when all is thrown away.
    const [last] = ground.said.filter((line) => line.includes('as it existed before')).reverse();
    const alone = ' (of the storage alone: the stand-in touches no vCenter)';
    expect(last).toBe(`  as it existed before: ${provider === 'real' ? '14 objects' : `2 objects${alone}`}`);
    if (provider === 'stand-in') expectKept(join(ground.folder.root, 'stand-in', 'store'));
  } finally {
    await ground.away();
    rmSync(dirname(folder), { recursive: true });
  }
}

needs(
  ['terraform', 'go'],
  'a town with older objects is rehearsed on the stand-in, and they are as they were',
  () => rehearsed('stand-in'),
  600_000,
);

needs(['terraform', 'go', 'provider'], 'the same with the real providers', () => rehearsed('real'), 900_000);

needs(
  ['terraform', 'go'],
  'what existed before and was changed by somebody is found, and is a failure',
  async () => {
    build();
    const folder = estateFolder('minimal', OLDER_TOWN);
    const ground = labGround('stand-in', process.env, { name: 'estate', folder });
    try {
      const lab = await ground.up();
      const stage = stageOn(lab, ground, ['volumes']);
      await stage.deployAll();
      await growBehind(lab, 'VD-01', 700 * 1024);
      stage.beginStep();
      await expect(growVolume.run(stage)).rejects.toThrow('not as expected: what existed before: volume VD-01');
    } finally {
      await ground.away();
      rmSync(dirname(folder), { recursive: true });
    }
  },
  300_000,
);

/** The town with one edit more, which a lab cannot begin with. */
const tooEarly = (file: string, from: string, to: string): (() => unknown) => {
  const text = changed('minimal', OLDER_TOWN).find((one) => one.file === file)!.text;
  expect(text).toContain(from);
  const { model } = checked(changed('minimal', { ...OLDER_TOWN, [file]: text.replace(from, to) }));
  return () => vcenterInventory(model!);
};

test.each([
  ['distributed-switches.yaml', '  existing: true\n  inventoryName: DVS Ville\n', '', 'networks.iscsi-a', 'distributed-switches.general'],
  ['volumes.yaml', 'existing: true, inventoryName: VD-01, ', '', 'datastores.donnees-mairie-1', 'volumes.donnees-mairie-1'],
  ['tenants/ville.yaml', 'inventoryName: Collectivités/Ville\n', '', 'tenants.ville', 'the folder tenants'],
])('%s: what exists in what the estate makes cannot be there first', (file, from, to, path, needed) => {
  expect(tooEarly(file, from, to)).toThrow(
    `\`${path}\` exists already, and lies in \`${needed}\`, which the estate makes: from nothing the one cannot be there before the other`,
  );
});

test('hosts that are racked later are on the switch and its networks, in the cluster and at the volumes that exist', () => {
  const { model } = checked(changed('minimal', OLDER_TOWN));
  const racked = { ...model!.hosts['esx-agglo']!, name: 'esx-new.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-new' };
  const { switches, clusters, adapters } = vcenterInventory(model!, [racked]);
  // Its address on vMotion is that of the host it is a copy of; of networks that are made here it has none yet.
  expect(adapters.filter(({ host }) => host === racked.name).map(({ portGroup }) => portGroup)).toEqual(['SAN A', 'vmotion']);
  expect(switches[0]?.hosts).toContainEqual({ name: 'esx-new.ville.example', nics: ['vmnic0', 'vmnic1'] });
  expect(clusters[0]?.hosts).toContain('esx-new.ville.example');
  expect(storageInventory(model!, [racked]).hosts).toContainEqual({ name: racked.name, iqn: racked.iqn });
});
