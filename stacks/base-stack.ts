/** One unit of state. The only file that knows providers, their versions and the backend. */
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { VsphereProvider, type VsphereProviderConfig } from '@cdktf/provider-vsphere/lib/provider';
import { type IStackSynthesizer, LocalBackend, PgBackend, type PgBackendConfig, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Lookups } from '../constructs/lookups';
import type { Model } from '../config/model/model';
import { stateSchema } from './state-schema';

/**
 * Where state and facts lie, seen from a stack’s folder below the output: never inside the output, which `cdktf synth` empties. Beside it,
 * unless the app’s context names another place.
 */
export const STATE_PLACE = '../../../.cordee';
/** Key of the app’s context under which another place is named. */
export const STATE_PLACE_CONTEXT = 'cordee:state-place';

/** What only the real storage knows, written by the applier, read by Terraform at plan time. */
export const factsPath = (environment: string, place: string = STATE_PLACE): string => `${place}/facts/${environment}.json`;

/** Whose an object outside vSphere is: a folder alone has the same name in two towns that share a storage. */
export const estateMark = ({ estate, environment }: Pick<Model, 'estate' | 'environment'>): string => `${estate.domain}/${environment}`;

export class BaseStack extends TerraformStack {
  private made: Lookups | undefined;
  private readonly place: string;
  /** What was overridden on the stack itself; the framework keeps its own copy private. */
  readonly overrides: Record<string, unknown> = {};

  constructor(
    scope: Construct,
    readonly name: string,
    protected readonly model: Model,
  ) {
    super(scope, name);
    const { estate, environment } = model;
    this.place = (this.node.tryGetContext(STATE_PLACE_CONTEXT) as string | undefined) ?? STATE_PLACE;
    if (estate.backend === 'pg') new PgBackend(this, { schemaName: stateSchema(environment, name) } as PgBackendConfig);
    else new LocalBackend(this, { path: `${this.place}/state/${environment}/${name}.tfstate` });
    // Credentials and the server come from the environment of whoever runs Terraform, never from a file.
    new VsphereProvider(this, 'vsphere', {} as VsphereProviderConfig);
    new NullProvider(this, 'null', {});
    this.addOverride('terraform.required_providers.vsphere.version', estate.providers.vsphere);
    this.addOverride('terraform.required_providers.null.version', estate.providers.null);
    this.made = new Lookups(this, 'lookups', model);
  }

  /** Path of the facts file, seen from the stack’s folder. */
  get facts(): string {
    return factsPath(this.model.environment, this.place);
  }

  override addOverride(path: string, value: unknown): void {
    super.addOverride(path, value);
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    let tree = this.overrides;
    for (const key of keys) tree = (tree[key] ??= {}) as Record<string, unknown>;
    tree[last] = value;
  }

  /** Stacks meet by names, never by tokens: nothing has to be prepared, which costs the framework a third of its time. */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** Called where a token of another stack is used. Its state would be read at plan time: one stack could not be planned without the other. */
  override registerIncomingCrossStackReference(from: TerraformStack): never {
    throw new Error(`stack ${this.name} refers into stack ${from.node.id}; stacks meet by names`);
  }

  get lookups(): Lookups {
    if (this.made === undefined) throw new Error(`stack ${this.name} is finished`);
    return this.made;
  }

  /** Lets go of everything it contains, once it is written: a thousand tenants need not be in memory together. */
  finish(): void {
    for (const child of this.node.children) this.node.tryRemoveChild(child.node.id);
    this.made = undefined;
    // It would keep what it was made with: the text, and through it the whole tree.
    this.synthesizer = FINISHED;
  }
}

const FINISHED: IStackSynthesizer = {
  synthesize: () => {
    throw new Error('this stack is written and gone');
  },
};
