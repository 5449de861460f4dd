/** The app: all stacks of an estate, and everything that is written below the output, as texts in memory. */
import { App, Manifest, type StackManifest, TerraformDataSource, TerraformElement, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { addressOf, MODEL_PATH } from '../constructs/address';
import { GeneratedFile } from '../constructs/generated-file';
import { BEFORE_TENANTS, Stacks } from './app';
import { BaseStack, factsPath, STATE_PLACE_CONTEXT } from './base-stack';
import { withoutCreationStacks } from './creation-stacks';
import { Goodbye } from './removed';
import { importReturned } from './returned';
import { EstateSynthesizer, stableJson } from './synthesizer';
import { tenantOfStack } from './tenant-stack';
import { watched } from './watched-model';

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
  /** Fields of the Model that it was made from; of a tenant’s stack they are not noted. */
  readonly read: ReadonlySet<string>;
}

/** What the manifest says of a stack. */
export type StackEntry = Pick<RenderedStack, 'name' | 'dependencies' | 'file'>;

export interface EstateAppProps {
  readonly model: Model;
  /** Folder that cdktf is told of; nothing is written there by the app itself. */
  readonly outdir: string;
  readonly leaving: Readonly<Record<string, Leaving>>;
  /** Keys of the register that were let go and taken back. Default: none. */
  readonly returned?: readonly string[] | undefined;
  /** Where state and facts lie, seen from a stack’s folder. Default: beside the output. */
  readonly statePlace?: string | undefined;
  /** Stacks that are known to come out as before, by name; they are not made again. */
  readonly unchanged: ReadonlyMap<string, StackEntry>;
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
      const stacks = new Stacks(this, model, new Set(unchanged.keys()));
      const read = new Map<string, ReadonlySet<string>>();
      const modelFor = (stack: string): Model => {
        if (tenantOfStack(stack) !== undefined) return model;
        const noting = watched(model);
        read.set(stack, noting.read);
        return noting.model;
      };
      for (const stack of stacks.build(modelFor)) emit({ ...this.renderStack(stack), read: read.get(stack.name) ?? new Set() });
      for (const name of this.goodbye.emptyStacks()) {
        const stack = new BaseStack(this, name, model);
        for (const before of BEFORE_TENANTS) stack.addDependency(stacks.named(before));
        emit({ ...this.renderStack(stack), read: new Set() });
      }
    });
    for (const entry of unchanged.values()) this.manifest.stacks[entry.name] = manifestOf(entry);
    return stableJson(this.manifest.buildManifest());
  }

  private renderStack(stack: BaseStack): Omit<RenderedStack, 'read'> {
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

/** As the framework enters a stack that was made. */
function manifestOf({ name, file, dependencies }: StackEntry): StackManifest {
  const workingDirectory = file.slice(0, file.lastIndexOf('/'));
  return {
    name,
    constructPath: name,
    workingDirectory,
    synthesizedStackPath: file,
    stackMetadataPath: `${workingDirectory}/${Manifest.stackMetadataPath}`,
    annotations: [],
    dependencies: [...dependencies],
  };
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
