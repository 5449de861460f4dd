/** The schema of the providers, and everything in which a synthesized body differs from it. */
import { readFileSync } from 'node:fs';
import { PROVIDER_SCHEMA } from '../support/needs';
import type { Body, Element } from './rendered';

/** A type as `terraform providers schema -json` writes it: `"string"`, `["list", "string"]`, `["object", {…}]`. */
type TypeText = string | readonly [string, unknown];
export interface AttributeSchema {
  readonly type?: TypeText;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
}
interface NestedBlock {
  readonly nesting_mode: string;
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}
interface ProviderSchema {
  readonly provider: { readonly block: BlockSchema };
  readonly resource_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

let known: Readonly<Record<string, ProviderSchema>> | undefined;
/** Providers by their source address, `vmware/vsphere`. */
export function providers(): Readonly<Record<string, ProviderSchema>> {
  known ??= Object.fromEntries(
    Object.entries(
      (JSON.parse(readFileSync(PROVIDER_SCHEMA, 'utf8')) as { provider_schemas: Record<string, ProviderSchema> }).provider_schemas,
    ).map(([name, schema]) => [name.replace('registry.terraform.io/', ''), schema]),
  );
  return known;
}

export function schemaOf(mode: Element['mode'], type: string): BlockSchema | undefined {
  for (const { resource_schemas, data_source_schemas } of Object.values(providers())) {
    const found = (mode === 'data' ? data_source_schemas : resource_schemas)[type];
    if (found !== undefined) return found.block;
  }
  return undefined;
}

/** What Terraform itself reads in any resource or data source; the provider never sees it. */
const META = ['depends_on', 'lifecycle', 'provisioner', '//'];

/** One line per difference, each naming address and path. */
export function differences({ stack, mode, type, address, body }: Element): string[] {
  const schema = schemaOf(mode, type);
  if (schema === undefined) return [`${stack} ${address}: no such ${mode}`];
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !META.includes(name)));
  return [...inBlock(schema, own, ''), ...inLifecycle(schema, body['lifecycle'])].map((text) => `${stack} ${address}${text}`);
}

function inBlock(schema: BlockSchema, body: Body, path: string): string[] {
  const { attributes = {}, block_types: blocks = {} } = schema;
  const problems: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const here = `${path}.${name}`;
    const attribute = attributes[name];
    const block = blocks[name];
    if (attribute !== undefined) problems.push(...ofAttribute(attribute, value, here));
    else if (block !== undefined) problems.push(...ofBlock(block, value, here));
    else problems.push(`${here}: no such attribute or block`);
  }
  for (const [name, { required }] of Object.entries(attributes))
    if (required === true && body[name] === undefined) problems.push(`${path}.${name}: required, and not set`);
  for (const [name, { min_items: least = 0 }] of Object.entries(blocks))
    if (least > 0 && body[name] === undefined) problems.push(`${path}.${name}: at least ${least} block, and there is none`);
  return problems;
}

function ofAttribute(schema: AttributeSchema, value: unknown, path: string): string[] {
  if (schema.computed === true && schema.optional !== true && schema.required !== true)
    return [`${path}: computed by the provider, cannot be set`];
  if (schema.deprecated === true) return [`${path}: deprecated`];
  if (schema.type === undefined) return [`${path}: has no type in the schema`];
  return fits(schema.type, value) ? [] : [`${path}: ${JSON.stringify(value)} is no ${JSON.stringify(schema.type)}`];
}

/** Strictly: a number written as a string would do for Terraform and hide that the binding means something else. */
export function fits(type: TypeText, value: unknown): boolean {
  if (typeof type === 'string') return typeof value === (type === 'bool' ? 'boolean' : type);
  const [container, inner] = type;
  if (container === 'list' || container === 'set') return Array.isArray(value) && value.every((item) => fits(inner as TypeText, item));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (container === 'map') return Object.values(value).every((item) => fits(inner as TypeText, item));
  const fields = inner as Readonly<Record<string, TypeText>>;
  return container === 'object' && Object.entries(value).every(([name, item]) => fields[name] !== undefined && fits(fields[name], item));
}

function ofBlock(
  { block, nesting_mode, min_items: least = 0, max_items: most = Infinity }: NestedBlock,
  value: unknown,
  path: string,
): string[] {
  if (!['list', 'set', 'single'].includes(nesting_mode)) return [`${path}: nested as ${nesting_mode}, which this test does not know`];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const problems = items.length < least || items.length > most ? [`${path}: ${items.length} blocks, ${least} to ${most} allowed`] : [];
  for (const [index, item] of items.entries()) {
    const here = Array.isArray(value) ? `${path}[${index}]` : path;
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) problems.push(...inBlock(block, item as Body, here));
    else problems.push(`${here}: ${JSON.stringify(item)} is no block`);
  }
  return problems;
}

/** `ignore_changes` names what the resource has. */
function inLifecycle({ attributes = {}, block_types = {} }: BlockSchema, lifecycle: unknown): string[] {
  const { ignore_changes: ignored = [], ...others } = (lifecycle ?? {}) as { ignore_changes?: readonly string[] };
  const unknown = Object.keys(others).filter((name) => !['prevent_destroy', 'create_before_destroy', 'precondition'].includes(name));
  return [
    ...ignored
      .filter((name) => attributes[name] === undefined && block_types[name] === undefined)
      .map((name) => `.lifecycle: ignores ${name}, which it has not`),
    ...unknown.map((name) => `.lifecycle.${name}: unknown to this test`),
  ];
}

const REFERENCE = /^\$\{((?:data\.)?[a-z_]+\.[A-Za-z0-9_-]+\.[a-z_]+)\}$/;
/** What only the storage knows, read from the facts file: `FACT` or `FACT != ""`. */
const FACT = /^\$\{try\(jsondecode\(file\("\$\{path\.module\}\/[a-z0-9./-]+"\)\)\.volumes\["[a-z0-9-]+"\]\.device, ""\)( != "")?\}$/;

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value).flatMap(texts)] : [];
};

/** Every `${address.attribute}` in a body, in values and in keys of maps. */
export const referencesIn = (value: unknown): string[] => texts(value).flatMap((text) => REFERENCE.exec(text)?.[1] ?? []);

/** Expressions and directives of Terraform’s template language that are neither a reference nor the reading of a fact. */
export const strangeExpressions = (value: unknown): string[] =>
  texts(value).filter((text) => /[$%]\{/.test(text) && !REFERENCE.test(text) && !FACT.test(text));
