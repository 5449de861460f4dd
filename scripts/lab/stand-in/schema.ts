/**
 * The schema of the providers, made from the installed bindings: no registry is asked. Each module of the bindings carries the text that it
 * was generated from in its source map; there every attribute says its name, whether it is required, optional or computed, and its type.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDER_OVERRIDES } from '../../../constructs/provider-overrides';
import { classesOf, type BindingClass, type BindingMember, sourceOf } from './bindings';

/** A type as `terraform providers schema -json` writes it: `"string"`, `["list", "string"]`, `["object", {…}]`. */
export type TypeText = string | readonly [string, TypeText | Readonly<Record<string, TypeText>>];

export interface Attribute {
  readonly type: TypeText;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
}
export interface NestedBlock {
  readonly nesting_mode: 'list' | 'set';
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}
export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}
export interface ProviderSchema {
  provider: { readonly block: Block };
  readonly resource_schemas: Record<string, { readonly block: Block }>;
  readonly data_source_schemas: Record<string, { readonly block: Block }>;
}
/** As `terraform providers schema -json` prints it, without descriptions. Providers by their address in the registry. */
export interface Schema {
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

const PACKAGES = {
  'registry.terraform.io/vmware/vsphere': '@cdktf/provider-vsphere',
  'registry.terraform.io/hashicorp/null': '@cdktf/provider-null',
} as const;

/** What any provider block has and no provider sees. */
const META = ['alias'];

/** Reads the installed bindings; all kinds, in about a tenth of a second. */
export function standInSchema(): Schema {
  const schemas = Object.entries(PACKAGES).map(([address, name]) => {
    const folder = join(dirname(require.resolve(`${name}/package.json`)), 'lib');
    const modules = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [address, providerSchema(modules.map(({ name: module }) => readFileSync(join(folder, module, 'index.js'), 'utf8')))] as const;
  });
  return { provider_schemas: Object.fromEntries(schemas) };
}

/** `modules`: the compiled text of every module of one provider's bindings. */
export function providerSchema(modules: readonly string[]): ProviderSchema {
  const schema: ProviderSchema = { provider: { block: {} }, resource_schemas: {}, data_source_schemas: {} };
  for (const module of modules) {
    const classes = classesOf(sourceOf(module));
    for (const found of classes.values()) {
      if (found.base === 'TerraformProvider') schema.provider = { block: providerBlock(blockOf(found, classes)) };
      if (found.base === 'TerraformDataSource') schema.data_source_schemas[found.terraformType] = { block: blockOf(found, classes) };
      if (found.base === 'TerraformResource')
        schema.resource_schemas[found.terraformType] = { block: overridden(found.terraformType, blockOf(found, classes)) };
    }
  }
  return schema;
}

/** Credentials come from the environment, although the bindings call them required. */
function providerBlock({ attributes = {} }: Block): Block {
  const optional = Object.entries(attributes).map(([name, { type }]): [string, Attribute] => [name, { type, optional: true }]);
  return { attributes: Object.fromEntries(optional.filter(([name]) => !META.includes(name))) };
}

/** What the pinned provider has and the bindings lack; every one so far is an optional text. */
function overridden(terraformType: string, block: Block): Block {
  const more = Object.values(PROVIDER_OVERRIDES).filter(({ type }) => type === terraformType);
  const attributes = more.map(({ argument }): [string, Attribute] => [argument, { type: 'string', optional: true }]);
  return { ...block, attributes: { ...block.attributes, ...Object.fromEntries(attributes) } };
}

type Classes = ReadonlyMap<string, BindingClass>;

function blockOf({ members }: BindingClass, classes: Classes): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  for (const member of members) {
    const { name, required, optional, computed, nested } = member;
    // A nested object that nobody can give is an attribute of its own type, not a block.
    if (nested === undefined || !(required || optional))
      attributes[name] = {
        type: typeOf(member, classes),
        ...(required ? { required } : {}),
        ...(optional ? { optional } : {}),
        ...(computed ? { computed } : {}),
      };
    else
      blocks[name] = {
        nesting_mode: nested.set ? 'set' : 'list',
        block: blockOf(classNamed(nested.className, classes), classes),
        ...(required ? { min_items: 1 } : {}),
        ...(nested.single ? { max_items: 1 } : {}),
      };
  }
  return {
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(Object.keys(blocks).length > 0 ? { block_types: blocks } : {}),
  };
}

function typeOf({ type, nested }: BindingMember, classes: Classes): TypeText {
  if (nested === undefined) return type;
  const fields = classNamed(nested.className, classes).members.map((field) => [field.name, typeOf(field, classes)] as const);
  return [nested.set ? 'set' : 'list', ['object', Object.fromEntries(fields)]];
}

function classNamed(name: string, classes: Classes): BindingClass {
  const found = classes.get(name);
  if (found === undefined) throw new Error(`the bindings have no class ${name}`);
  return found;
}
