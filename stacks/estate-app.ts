/** The app: all stacks of an estate, and everything that is written below the output, as texts in memory. */
import { App, TerraformDataSource, TerraformElement, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { addressOf, MODEL_PATH } from '../constructs/address';
import { GeneratedFile } from '../constructs/generated-file';
import { buildStacks } from './app';
import { BaseStack } from './base-stack';
import { withoutCreationStacks } from './creation-stacks';
import { Goodbye } from './removed';
import { EstateSynthesizer, stableJson } from './synthesizer';

/** One element, and the Model path it was made from. */
export interface TraceEntry {
  readonly stack: string;
  readonly address: string;
  readonly construct: string;
  readonly path: string;
}

export interface Output {
  /** Path below the output → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly trace: readonly TraceEntry[];
  readonly stacks: readonly { readonly name: string; readonly resources: number; readonly dependencies: readonly string[] }[];
}

export interface EstateAppProps {
  readonly model: Model;
  /** Folder that cdktf is told of; nothing is written there by the app itself. */
  readonly outdir: string;
  readonly leaving: Readonly<Record<string, Leaving>>;
}

export class EstateApp extends App {
  private readonly props: EstateAppProps;

  constructor(props: EstateAppProps) {
    super({ outdir: props.outdir, stackTraces: false });
    this.props = props;
  }

  /** As `synth()`, but gives the texts back instead of writing them, and is done with a stack before it makes the next. */
  render(): Output {
    return withoutCreationStacks(() => this.renderStacks());
  }

  private renderStacks(): Output {
    const { model, leaving } = this.props;
    const files = new Map<string, string>();
    const trace: TraceEntry[] = [];
    const stacks: Output['stacks'][number][] = [];
    const session = { outdir: this.outdir, skipValidation: this.skipValidation, manifest: this.manifest };
    const goodbye = new Goodbye(leaving);
    const write = (stack: BaseStack): void => {
      goodbye.from(stack);
      stack.prepareStack();
      stack.synthesizer = new EstateSynthesizer(stack, (path, text) => files.set(path, text));
      stack.synthesizer.synthesize(session);
      for (const { name, content } of GeneratedFile.allIn(stack)) files.set(name, content);
      trace.push(...traceOf(stack));
      stacks.push(summary(stack));
      stack.finish();
    };
    for (const stack of buildStacks(this, model)) write(stack);
    for (const name of goodbye.emptyStacks()) write(new BaseStack(this, name, model));
    files.set('manifest.json', stableJson(this.manifest.buildManifest()));
    return { files, trace, stacks };
  }
}

const elementsOf = (stack: BaseStack): (TerraformResource | TerraformDataSource)[] =>
  stack.node
    .findAll()
    .filter(
      (node): node is TerraformResource | TerraformDataSource =>
        TerraformElement.isTerraformElement(node) &&
        (TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node)),
    );

const summary = (stack: BaseStack) => ({
  name: stack.name,
  resources: elementsOf(stack).filter((element) => TerraformResource.isTerraformResource(element)).length,
  dependencies: stack.dependencies.map((dependency) => dependency.node.id),
});

const traceOf = (stack: BaseStack): TraceEntry[] =>
  elementsOf(stack).map((element) => ({
    stack: stack.name,
    address: addressOf(element),
    construct: element.node.path,
    path: modelPath(element) ?? 'estate',
  }));

function modelPath(construct: IConstruct): string | undefined {
  for (const node of [...construct.node.scopes].reverse()) {
    const found = node.node.metadata.filter(({ type }) => type === MODEL_PATH).at(-1);
    if (found !== undefined) return found.data as string;
  }
  return undefined;
}
