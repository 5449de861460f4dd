/** The schema that the stand-in gets from the bindings, beside what the real providers say of themselves. */
import { classesOf, sourceOf } from '../../../scripts/lab/stand-in/bindings';
import { type Block, type ProviderSchema, standInSchema } from '../../../scripts/lab/stand-in/schema';
import { providers } from '../../stacks/provider-schema';
import { needs } from '../../support/needs';

const schema = standInSchema();
const ours = (address: string): ProviderSchema => schema.provider_schemas[`registry.terraform.io/${address}`]!;

/** The parts of an attribute or block that both sides know. */
const said = (values: object): string => {
  const { type, required, optional, computed, nesting_mode, min_items, max_items } = values as Record<string, unknown>;
  return JSON.stringify({ type, required, optional, computed, nesting_mode, min_items, max_items });
};

/** One line per difference. */
function differences(path: string, one: Block, other: Block): string[] {
  const lines: string[] = [];
  const compare = (mine: Readonly<Record<string, object>> = {}, theirs: Readonly<Record<string, object>> = {}): void => {
    for (const name of [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort()) {
      const [a, b] = [mine[name], theirs[name]];
      if (a === undefined) lines.push(`${path}.${name}: only the provider has it`);
      else if (b === undefined) lines.push(`${path}.${name}: only the bindings have it`);
      else if (said(a) !== said(b)) lines.push(`${path}.${name}: ${said(a)} is really ${said(b)}`);
    }
  };
  compare(one.attributes, other.attributes);
  compare(one.block_types, other.block_types);
  for (const [name, { block }] of Object.entries(one.block_types ?? {})) {
    const real = other.block_types?.[name];
    if (real !== undefined) lines.push(...differences(`${path}.${name}`, block, real.block));
  }
  return lines;
}

function allDifferences(address: string): string[] {
  const mine = ours(address);
  const real = providers()[address]!;
  const kinds = ['resource_schemas', 'data_source_schemas'] as const;
  return [
    ...differences('provider', mine.provider.block, real.provider.block as Block),
    ...kinds.flatMap((group) =>
      [...new Set([...Object.keys(mine[group]), ...Object.keys(real[group])])].sort().flatMap((kind) => {
        const path = group === 'resource_schemas' ? kind : `data.${kind}`;
        const [a, b] = [mine[group][kind], real[group][kind]];
        if (a === undefined) return [`${path}: only the provider has it`];
        return b === undefined ? [`${path}: only the bindings have it`] : differences(path, a.block, b.block as Block);
      }),
    ),
  ];
}

needs(['provider-schema'], 'the null provider is the real one to the letter', () => {
  expect(allDifferences('hashicorp/null')).toEqual([]);
});

needs(['provider-schema'], 'the vSphere provider differs from the real one in these lines, and in no other', () => {
  expect(allDifferences('vmware/vsphere')).toEqual([
    // Credentials come from the environment; asking for them here would refuse every stack.
    'provider.password: {"type":"string","optional":true} is really {"type":"string","required":true}',
    'provider.user: {"type":"string","optional":true} is really {"type":"string","required":true}',
    // The bindings are of 2.15.0: kinds and arguments that came later.
    'vsphere_alarm: only the provider has it',
    'vsphere_namespace: only the provider has it',
    'vsphere_sso_group: only the provider has it',
    'vsphere_sso_user: only the provider has it',
    'vsphere_supervisor_v2: only the provider has it',
    'vsphere_virtual_machine.datastore_path: only the provider has it',
    'vsphere_virtual_machine.evc_mode: only the provider has it',
    'vsphere_virtual_machine.num_cores_per_numa_node: only the provider has it',
    // The bindings know one or many, but not how many.
    'vsphere_virtual_machine.cdrom: {"nesting_mode":"list"} is really {"nesting_mode":"list","max_items":2}',
    'vsphere_virtual_machine.disk: {"nesting_mode":"list"} is really {"nesting_mode":"list","max_items":60}',
    'vsphere_virtual_machine.network_interface: {"nesting_mode":"list"} is really {"nesting_mode":"list","max_items":20}',
    // Later again.
    'vsphere_virtual_machine.video_card: only the provider has it',
    'vsphere_virtual_machine.network_interface.external_port_id: only the provider has it',
    'vsphere_vnic.services: {"type":["set","string"],"optional":true} is really {"type":["set","string"],"optional":true,"computed":true}',
    'vsphere_zone: only the provider has it',
    'data.vsphere_alarm: only the provider has it',
    'data.vsphere_namespace: only the provider has it',
    'data.vsphere_network.vpc_project_id: only the provider has it',
    'data.vsphere_sso_group: only the provider has it',
    'data.vsphere_sso_user: only the provider has it',
    // Since 2.16 a tag and its category can be found by id alone.
    'data.vsphere_tag.category_id: {"type":"string","required":true} is really {"type":"string","optional":true}',
    'data.vsphere_tag.id: {"type":"string","optional":true,"computed":true} is really {"type":"string","optional":true}',
    'data.vsphere_tag.name: {"type":"string","required":true} is really {"type":"string","optional":true}',
    'data.vsphere_tag_category.id: {"type":"string","optional":true,"computed":true} is really {"type":"string","optional":true}',
    'data.vsphere_tag_category.name: {"type":"string","required":true} is really {"type":"string","optional":true}',
    // Later again.
    'data.vsphere_virtual_machine.custom_attributes: only the provider has it',
    'data.vsphere_virtual_machine.evc_mode: only the provider has it',
    'data.vsphere_virtual_machine.folder: {"type":"string","optional":true} is really {"type":"string","optional":true,"computed":true}',
    'data.vsphere_virtual_machine.network_interfaces: {"type":["list",["object",{"adapter_type":"string","bandwidth_limit":"number","bandwidth_reservation":"number","bandwidth_share_count":"number","bandwidth_share_level":"string","mac_address":"string","network_id":"string","physical_function":"string"}]],"computed":true} is really {"type":["list",["object",{"adapter_type":"string","bandwidth_limit":"number","bandwidth_reservation":"number","bandwidth_share_count":"number","bandwidth_share_level":"string","external_port_id":"string","mac_address":"string","network_id":"string","physical_function":"string"}]],"computed":true}',
    'data.vsphere_virtual_machine.num_cores_per_numa_node: only the provider has it',
    'data.vsphere_virtual_machine.tags: only the provider has it',
    'data.vsphere_virtual_machine.video_card: only the provider has it',
    'data.vsphere_zone: only the provider has it',
  ]);
});

test('every shape of the bindings is read: list, set, map, nested, computed, and what is too new for them', () => {
  const { resource_schemas: kinds, data_source_schemas: data } = ours('vmware/vsphere');
  const { attributes = {}, block_types: blocks = {} } = kinds['vsphere_distributed_virtual_switch']!.block;
  expect([attributes['uplinks'], attributes['tags'], attributes['custom_attributes'], attributes['id']]).toEqual([
    { type: ['list', 'string'], optional: true, computed: true },
    { type: ['set', 'string'], optional: true },
    { type: ['map', 'string'], optional: true },
    { type: 'string', optional: true, computed: true },
  ]);
  expect(blocks['host']).toEqual({
    nesting_mode: 'set',
    block: { attributes: { devices: { type: ['list', 'string'], optional: true }, host_system_id: { type: 'string', required: true } } },
  });
  expect([kinds['vsphere_vnic']!.block.block_types!['ipv4']!.max_items, kinds['vsphere_entity_permissions']!.block.block_types]).toEqual([
    1,
    { permissions: expect.objectContaining({ nesting_mode: 'list', min_items: 1 }) as unknown },
  ]);
  expect(data['vsphere_virtual_machine']!.block.attributes!['disks']).toEqual({
    type: ['list', ['object', { eagerly_scrub: 'bool', label: 'string', size: 'number', thin_provisioned: 'bool', unit_number: 'number' }]],
    computed: true,
  });
  expect(kinds['vsphere_compute_cluster']!.block.attributes!['evc_mode']).toEqual({ type: 'string', optional: true });
  expect(ours('vmware/vsphere').provider.block.attributes!['alias']).toBeUndefined();
});

test('bindings of another shape are refused, not misread', () => {
  expect(() => sourceOf('module.exports = {};')).toThrow('the bindings carry no source map: their schema cannot be read');
  const empty = `//# sourceMappingURL=data:application/json;base64,${Buffer.from('{}').toString('base64')}`;
  expect(() => sourceOf(empty)).toThrow('the source map of the bindings carries no text: their schema cannot be read');
  const strange = `export class X extends cdktf.TerraformResource {\n  // size - computed: false, optional: true, required: false\n  private _size?: Size; \n}`;
  expect(() => classesOf(strange)).toThrow('the bindings give size a type that is not known here');
});
