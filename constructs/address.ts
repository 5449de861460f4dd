/**
 * Terraform addresses and the trace. Every element gets its logical id from business keys, so that moving code moves no state, and every
 * construct says from which Model path it was made.
 */
import { type ITerraformDependable, TerraformDataSource, type TerraformElement, type TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/** Metadata key under which a construct keeps the Model path it was made from. */
export const MODEL_PATH = 'cordee:path';

/** Gives an element its logical id from business keys: `named(new Folder(…), 'tenant')` is `vsphere_folder.tenant`. */
export function named<T extends TerraformElement>(element: T, ...keys: readonly string[]): T {
  // Terraform identifiers know letters, digits, `_` and `-`; a slash of an owned id becomes the separator.
  element.overrideLogicalId(keys.join('_').replace(/\//g, '_'));
  return element;
}

/** Says from which Model path a construct, and all that it contains, was made. The nearest one upwards holds. */
export function traced<T extends Construct>(construct: T, path: string): T {
  construct.node.addMetadata(MODEL_PATH, path);
  return construct;
}

/** Text of the estate, as Terraform must take it: as it stands, never as an expression or a directive of its template language. */
export const literal = (text: string): string => text.replace(/[$%](?=\{)/g, '$&$&');

type Addressed = TerraformResource | TerraformDataSource;

/** Address as Terraform prints it: `vsphere_folder.tenant`, `data.vsphere_host.esx-1`. */
export const addressOf = (element: Addressed): string =>
  `${TerraformDataSource.isTerraformDataSource(element) ? 'data.' : ''}${element.terraformResourceType}.${element.friendlyUniqueId}`;

/**
 * A reference to an attribute, as the literal text Terraform reads. Addresses are known when elements are made, so no token has to be
 * resolved later; and a stack never refers into another one, which tokens would allow.
 */
export const attribute = (element: Addressed, name: string): string => `\${${addressOf(element)}.${name}}`;
export const idOf = (element: Addressed): string => attribute(element, 'id');

/** For `dependsOn`: adding a dependency between construct nodes gives no `depends_on`. */
export const after = (...elements: readonly Addressed[]): ITerraformDependable[] =>
  elements.map((element) => ({ fqn: addressOf(element) }));
