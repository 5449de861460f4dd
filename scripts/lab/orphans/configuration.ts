/** A synthesized stack as plain data, and what its references stand for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../../config/walk';
import type { LabFolder } from '../folder';

export type Block = Readonly<Record<string, unknown>>;

export interface Described {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly block: Block;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export class Configuration {
  private readonly resources: Blocks;
  private readonly data: Blocks;

  constructor(json: Readonly<Record<string, unknown>>) {
    this.resources = (json['resource'] ?? {}) as Blocks;
    this.data = (json['data'] ?? {}) as Blocks;
  }

  get described(): readonly Described[] {
    return Object.entries(this.resources).flatMap(([kind, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({ address: `${kind}.${name}`, kind, name, block })),
    );
  }

  /** What `${vsphere_folder.ville.path}` refers to; undefined where the text is no such reference. */
  referred(text: unknown): (Described & { readonly attribute: string; readonly isData: boolean }) | undefined {
    const [, data, kind = '', name = '', attribute = ''] =
      /^\$\{(data\.)?([a-z_]+)\.([A-Za-z0-9_-]+)\.([a-z_]+)\}$/.exec(String(text)) ?? [];
    const isData = data !== undefined;
    const block = (isData ? this.data : this.resources)[kind]?.[name];
    return block === undefined ? undefined : { address: `${data ?? ''}${kind}.${name}`, kind, name, block, attribute, isData };
  }

  /** A text attribute: its own, or the one of the block that it refers to. */
  text(block: Block | undefined, attribute: string): string {
    const value = block?.[attribute];
    const referred = this.referred(value);
    if (referred === undefined) return typeof value === 'string' ? value : '';
    return this.text(referred.block, referred.attribute === 'id' ? 'name' : referred.attribute);
  }

  /** Name of the one datacenter. */
  get datacenter(): string {
    return Object.values(this.data['vsphere_datacenter'] ?? {}).map(({ name }) => String(name))[0] ?? '';
  }
}

/** Undefined where the stack is not there. */
export function readConfiguration(lab: LabFolder, stack: string): Configuration | undefined {
  const file = join(lab.output, 'stacks', stack, 'cdk.tf.json');
  if (!existsSync(file)) return undefined;
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isRecord(json) ? new Configuration(json) : undefined;
}
