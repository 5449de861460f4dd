/**
 * The JSON of a stack, as `stack.toTerraform()` gives it, in one pass. cdktf resolves every value three times (once to prepare, once per
 * element, once for the whole), because any of them may be a token; here almost none is, so only what holds a token is resolved.
 */
import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformOutput, type TerraformStack, Token, Tokenization } from 'cdktf';

type Tree = Record<string, unknown>;

/** `overrides` are those of the stack itself; those of its elements are in what the elements say. */
export function terraformJson(stack: TerraformStack, overrides: Readonly<Tree>): Tree {
  const elements = stack.node.findAll().filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node));
  // Outputs are listed by their place in the tree; no stack of ours has any, and cdktf knows how.
  if (elements.some((element) => TerraformOutput.isTerraformOutput(element))) return stack.toTerraform() as Tree;
  const names = Object.keys(overrides);
  const metadata: Tree = {
    version: stack.node.tryGetContext('cdktfVersion') as string,
    stackName: stack.node.id,
    backend: 'local',
    ...(names.length > 0 ? { overrides: { stack: names } } : {}),
  };
  const tree: Tree = { '//': { metadata, outputs: {} } };
  for (const element of elements) {
    merge(metadata, resolved(stack, element.toMetadata()) as Tree);
    merge(tree, resolved(stack, element.toTerraform()) as Tree);
  }
  merge(tree, resolved(stack, overrides) as Tree);
  return tree;
}

function resolved(stack: TerraformStack, value: unknown): unknown {
  if (typeof value === 'string') return Token.isUnresolved(value) ? byFramework(stack, value) : value;
  if (value === null || (typeof value !== 'object' && typeof value !== 'number')) return value;
  if (Token.isUnresolved(value)) return byFramework(stack, value);
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((item) => resolved(stack, item)).filter((item) => item !== undefined);
  const result: Tree = {};
  for (const [key, inner] of Object.entries(value)) {
    const plain = resolved(stack, inner);
    if (plain !== undefined) result[key] = plain;
  }
  return result;
}

/** Resolved as if preparing, which is when the framework looks for references into other stacks: those are refused. */
const RESOLVER = new DefaultTokenResolver(new StringConcat());
const byFramework = (scope: TerraformStack, value: unknown): unknown =>
  Tokenization.resolve(value, { scope, resolver: RESOLVER, preparing: true });

/** Maps are joined, lists appended, the rest replaced: as the framework joins what elements say. */
function merge(target: Tree, source: Tree): void {
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (isTree(there) && isTree(value)) merge(there, value);
    else target[key] = Array.isArray(there) && Array.isArray(value) ? [...(there as unknown[]), ...(value as unknown[])] : value;
  }
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
