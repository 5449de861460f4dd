/** The app: all stacks of an estate, and everything that is written below the output, as texts in memory. */
import { App, TerraformDataSource, TerraformElement, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { addressOf, MODEL_PATH } from '../constructs/address';
import { GeneratedFile } from '../constructs/generated-file';
import { BEFORE_TENANTS, buildStacks } from './app';
import { BaseStack, factsPath, STATE_PLACE_CONTEXT } from './base-stack';
import { withoutCreationStacks } from './creation-stacks';
import { Goodbye } from './removed';
import { importReturned } from './returned';
import { EstateSynthesizer, stableJson } from './synthesizer';

/** One element, and the Model path it was made from. */
export interface TraceEntry {
  readonly stack: string;
  readonly address: string;
  readonly construct: string;
  readonly path: string;
}

/** A stack as it is written. */
export interface RenderedStack {
  readonly name: string;
  readonly resources: number;
  readonly dependencies: readonly string[];
  /** Path of its JSON below the output. */
  readonly file: string;
  readonly text: string;
  readonly trace: readonly TraceEntry[];
  /** Generated files that it has the hashes of: path below the output → text. */
  readonly files: ReadonlyMap<string, string>;
}

export interface EstateAppProps {
  readonly model: Model;
  /** Folder that cdktf is told of; nothing is written there by the app itself. */
  readonly outdir: string;
  readonly leaving: Readonly<Record<string, Leaving>>;
  /** Keys of the register that were let go and taken back. Default: none. */
  readonly returned?: readonly string[] | undefined;
  /** Where state and facts lie, seen from a stack’s folder. Default: beside the output. */
  readonly statePlace?: string | undefined;
  /** Names of tenant stacks that are known to come out as before; they are not made again. */
  readonly unchanged: ReadonlySet<string>;
}

export class EstateApp extends App {
  private readonly goodbye: Goodbye;

  constructor(private readonly props: EstateAppProps) {
    const { outdir, leaving, model, statePlace } = props;
    super({ outdir, stackTraces: false, ...(statePlace === undefined ? {} : { context: { [STATE_PLACE_CONTEXT]: statePlace } }) });
    this.goodbye = new Goodbye(leaving, model, factsPath(model.environment, statePlace));
  }

  /** As `synth()`, but hands each stack on instead of writing it, and is done with it before it makes the next. Returns the manifest’s text. */
  render(emit: (stack: RenderedStack) => void): string {
    const { model, unchanged } = this.props;
    withoutCreationStacks(() => {
      const built = new Map<string, BaseStack>();
      for (const stack of buildStacks(this, model, unchanged)) {
        built.set(stack.name, stack);
        if (unchanged.has(stack.name)) this.manifest.forStack(stack);
        else emit(this.renderStack(stack));
      }
      for (const name of this.goodbye.emptyStacks()) {
        const stack = new BaseStack(this, name, model);
        for (const before of BEFORE_TENANTS.flatMap((other) => built.get(other) ?? [])) stack.addDependency(before);
        emit(this.renderStack(stack));
      }
    });
    return stableJson(this.manifest.buildManifest());
  }

  private renderStack(stack: BaseStack): RenderedStack {
    this.goodbye.from(stack);
    if (stack.name === 'storage') importReturned(stack, this.props.model, this.props.returned ?? []);
    stack.prepareStack();
    let text = '';
    stack.synthesizer = new EstateSynthesizer(stack, (_, json) => (text = json));
    stack.synthesizer.synthesize({ outdir: this.outdir, skipValidation: this.skipValidation, manifest: this.manifest });
    const elements = elementsOf(stack);
    const rendered = {
      name: stack.name,
      resources: elements.filter((element) => TerraformResource.isTerraformResource(element)).length,
      dependencies: stack.dependencies.map((dependency) => dependency.node.id),
      file: this.manifest.forStack(stack).synthesizedStackPath,
      text,
      trace: elements.map((element) => traceOf(stack.name, element)),
      files: new Map(GeneratedFile.allIn(stack).map(({ name, content }) => [name, content])),
    };
    stack.finish();
    return rendered;
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

const traceOf = (stack: string, element: TerraformResource | TerraformDataSource): TraceEntry => ({
  stack,
  address: addressOf(element),
  construct: element.node.path,
  path: modelPath(element) ?? 'estate',
});

function modelPath(construct: IConstruct): string | undefined {
  for (const node of [...construct.node.scopes].reverse()) {
    const found = node.node.metadata.filter(({ type }) => type === MODEL_PATH).at(-1);
    if (found !== undefined) return found.data as string;
  }
  return undefined;
}
