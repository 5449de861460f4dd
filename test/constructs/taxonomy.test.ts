/** Roles, tags, attributes and top folders: what every owner’s objects refer to. */
import { edited, ofType, rendered, renderModel, resource } from '../stacks/rendered';

const chelles = rendered('chelles');
const { model } = chelles;
const namesOf = (type: string, stack: string): string[] =>
  ofType(chelles, type, stack)
    .map(({ name }) => name)
    .sort();

test('machines have a tag for each owner, site, class and backup class, in four categories of which one tag counts', () => {
  const categories = {
    'cordee-owner': [...Object.keys(model.tenants), ...Object.keys(model.services)],
    'cordee-site': ['agglo', 'mairie'],
    'cordee-class': Object.keys(model.classes),
    'cordee-backup': Object.keys(model['backup-classes']),
  };
  expect(namesOf('vsphere_tag_category', 'servers')).toEqual(Object.keys(categories).sort());
  expect(namesOf('vsphere_tag', 'servers')).toEqual(
    Object.entries(categories)
      .flatMap(([category, tags]) => tags.map((tag) => `${category}_${tag}`))
      .sort(),
  );
  for (const { body } of ofType(chelles, 'vsphere_tag_category', 'servers'))
    expect([body['cardinality'], body['associable_types']]).toEqual(['SINGLE', ['VirtualMachine']]);
  for (const { name, body } of ofType(chelles, 'vsphere_tag', 'servers')) {
    const [category, tag] = name.split('_');
    expect([body['name'], body['category_id']]).toEqual([tag, `\${vsphere_tag_category.${category!}.id}`]);
  }
});

test('roles have their privileges sorted, and those that exist already are not made', () => {
  const own = Object.entries(model.roles).filter(([, { existing }]) => !existing);
  expect(namesOf('vsphere_role', 'servers')).toEqual(own.map(([key]) => key).sort());
  for (const [key, { privileges }] of own) {
    const written = resource(chelles, 'servers', 'vsphere_role', key)['role_privileges'];
    expect(written).toEqual([...privileges].sort());
    expect(privileges.filter((privilege) => privilege.startsWith('System.'))).toEqual([]);
  }
  const after = renderModel(edited(model, ({ roles }) => (Object.values(roles)[0]!.existing = true)));
  expect(ofType(after, 'vsphere_role')).toHaveLength(own.length - 1);
});

test('custom attributes hold for every kind of object, and are the three that others write', () => {
  expect(namesOf('vsphere_custom_attribute', 'servers')).toEqual(['cordee-contact', 'cordee-key', 'cordee-siret']);
  for (const { body } of ofType(chelles, 'vsphere_custom_attribute')) expect(body).not.toHaveProperty('managed_object_type');
});

test('two top folders hold the folders of tenants and of services', () => {
  expect(ofType(chelles, 'vsphere_folder', 'servers').map(({ body }) => [body['path'], body['type']])).toEqual([
    ['services', 'vm'],
    ['tenants', 'vm'],
  ]);
});

test('no tag, category, role or attribute is made by two stacks', () => {
  for (const type of ['vsphere_tag', 'vsphere_tag_category', 'vsphere_role', 'vsphere_custom_attribute']) {
    const names = ofType(chelles, type).map(({ body }) => `${String(body['category_id'])} ${String(body['name'])}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});
