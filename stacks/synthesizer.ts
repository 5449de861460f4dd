/**
 * Writes a stack as Terraform JSON. It stands where cdktf’s own synthesizer stands (`stack.synthesizer`) and gives the same JSON, but
 * rewrites no file that is already right, and refuses two elements with one address, of which cdktf would silently keep the last.
 */
import {
  AnnotationMetadataEntryType,
  Aspects,
  type IStackSynthesizer,
  type ISynthesisSession,
  type StackManifest,
  TerraformDataSource,
  TerraformElement,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { sortedKeys } from '../config/model/sorted-keys';
import { addressOf } from '../constructs/address';
import type { BaseStack } from './base-stack';
import { terraformJson } from './terraform-json';

/** Receives the text of a file below the output; the edge decides what to do with it. */
export type WriteFile = (path: string, text: string) => void;

export class EstateSynthesizer implements IStackSynthesizer {
  constructor(
    private readonly stack: BaseStack,
    private readonly write: WriteFile,
  ) {}

  synthesize(session: ISynthesisSession): void {
    invokeAspects(this.stack, []);
    refuseTwins(this.stack);
    if (!session.skipValidation) this.stack.runAllValidations();
    const manifest = session.manifest.forStack(this.stack);
    annotate(manifest, this.stack);
    this.write(manifest.synthesizedStackPath, stableJson(terraformJson(this.stack, this.stack.overrides)));
  }
}

/** Each aspect visits each construct below the one it was added to, once. */
function invokeAspects(construct: IConstruct, inherited: readonly ReturnType<typeof Aspects.of>['all'][number][]): void {
  const here = [...inherited, ...Aspects.of(construct).all.filter((aspect) => !inherited.includes(aspect))];
  for (const aspect of here) aspect.visit(construct);
  for (const child of construct.node.children) invokeAspects(child, here);
}

/** What constructs and aspects note goes into the manifest, from where cdktf’s command line prints it; an error stops. */
function annotate(manifest: StackManifest, stack: IConstruct): void {
  const levels = Object.values(AnnotationMetadataEntryType);
  const notes = stack.node.findAll().flatMap((construct) =>
    construct.node.metadata.flatMap(({ type, data }) => {
      const level = levels.find((candidate: string) => candidate === type);
      return level === undefined ? [] : [{ constructPath: construct.node.path, level, message: String(data) }];
    }),
  );
  manifest.annotations.push(...notes);
  const errors = notes.filter(({ level }) => level === AnnotationMetadataEntryType.ERROR);
  if (errors.length > 0) throw new Error(errors.map(({ constructPath, message }) => `[${constructPath}] ${message}`).join('\n'));
}

function refuseTwins(stack: TerraformStack): void {
  const seen = new Map<string, string>();
  for (const element of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(element)) continue;
    if (!TerraformResource.isTerraformResource(element) && !TerraformDataSource.isTerraformDataSource(element)) continue;
    const address = addressOf(element);
    const first = seen.get(address);
    if (first !== undefined) throw new Error(`two elements have the address ${address}: ${first} and ${element.node.path}`);
    seen.set(address, element.node.path);
  }
}

/** Keys in order, two spaces, a line feed at the end: the same bytes on every machine. */
export const stableJson = (value: unknown): string => `${JSON.stringify(sortedKeys(value), null, 2)}\n`;
