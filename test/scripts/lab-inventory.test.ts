/** What the simulated vCenter begins with, from the Model. */
import { describedVcenter, vcenterInventory } from '../../scripts/lab/inventory';
import { differentVersion } from '../../scripts/lab/say';
import { checked, filesOf } from '../support/estates';
import { edited } from '../stacks/rendered';
import type { Model } from '../../config/model/model';

const modelOf = (environment: string): Model => {
  const { model } = checked(filesOf(environment), environment);
  if (model === undefined) throw new Error(`${environment} is not valid`);
  return model;
};
const GIB = 1024;

test('minimal: two hosts, one template, nothing else', () => {
  const host = (site: string) => ({
    name: `esx-${site}.ville.example`,
    site,
    cores: 16,
    mhz: 2600,
    memoryMib: 64 * GIB,
    nics: ['vmnic0', 'vmnic1'],
    evcMax: 'intel-icelake',
    localDatastore: { name: `local-esx-${site}`, sizeMib: 200 * GIB },
  });
  expect(vcenterInventory(modelOf('minimal'))).toEqual({
    datacenter: 'Ville',
    hosts: [host('agglo'), host('mairie')],
    templates: [{ name: 'modele-debian-12', guest: 'debian12_64Guest', firmware: 'efi', diskMib: 20 * GIB }],
    vms: [],
    ...{ clusters: [], switches: [], portGroups: [], adapters: [], datastores: [], folders: [], roles: [] },
  });
});

test('chelles: twelve hosts, and vCenter’s own machine, at home on a host of its cluster', () => {
  const { datacenter, hosts, templates, vms } = vcenterInventory(modelOf('chelles'));
  expect([datacenter, hosts.length, hosts.filter(({ site }) => site === 'mairie').length]).toEqual(['Chelles', 12, 6]);
  expect(hosts.find(({ name }) => name === 'esx-agglo-4.chelles.example')).toMatchObject({
    evcMax: 'intel-sapphirerapids',
    nics: ['vmnic0', 'vmnic1', 'vmnic2', 'vmnic3', 'vmnic4', 'vmnic5'],
    localDatastore: { name: 'local-esx-agglo-4', sizeMib: 400 * GIB },
  });
  expect(templates.map(({ name, firmware }) => [name, firmware])).toContainEqual(['modele-debian-12', 'efi']);
  expect(vms).toEqual([
    {
      name: 'vcsa-01',
      guest: 'otherGuest64',
      host: 'esx-mairie-1.chelles.example',
      cpus: 4,
      memoryMib: 24 * GIB,
      diskMib: 600 * GIB,
    },
  ]);
});

test('a template is never larger than the smallest machine that is cloned from it', () => {
  const small = edited(modelOf('minimal'), ({ workloads }) => (workloads['ville/fichiers']!.disks['systeme']!.size = 8 * GIB));
  expect(vcenterInventory(small).templates.map(({ diskMib }) => diskMib)).toEqual([8 * GIB]);
});

test('a host that is racked and not described yet is there', () => {
  const model = modelOf('minimal');
  const racked = { ...model.hosts['esx-agglo']!, name: 'esx-new.ville.example' };
  expect(vcenterInventory(model, [racked]).hosts.map(({ name }) => name)).toEqual([
    'esx-agglo.ville.example',
    'esx-mairie.ville.example',
    'esx-new.ville.example',
  ]);
});

test('a vCenter of another version than the simulated one is said', () => {
  const model = modelOf('minimal');
  expect([describedVcenter(model), differentVersion(model)]).toEqual([{ address: 'vcenter.ville.example', version: '8.0.3' }, undefined]);
  const older = edited(model, ({ estate }) => (estate.vcenter.version = '7.0.3'));
  expect(differentVersion(older)).toBe('the simulated vCenter announces 8.0.3, while vcenter.ville.example is described as 7.0.3');
});
