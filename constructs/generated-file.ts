/**
 * A file made from the Model, for equipment that has no provider: routers, hosts. Terraform holds only its hash, so that a plan shows which
 * files an edit changes; whoever writes the output collects the contents with `GeneratedFile.allIn`.
 */
import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct, type IConstruct } from 'constructs';
import { createHash } from 'crypto';
import { named, traced } from './address';

export interface GeneratedFileProps {
  /** Path below the output, with `/`: `files/telecom/<router>/…`. Unique in the estate. */
  readonly name: string;
  /** A pure function of the Model: no date, no host name, no order of files. */
  readonly content: string;
  /** Model path of what the file is made for. */
  readonly modelPath: string;
}

export interface NamedContent {
  readonly name: string;
  readonly content: string;
}

export class GeneratedFile extends Construct {
  readonly name: string;
  readonly content: string;
  readonly sha256: string;
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: GeneratedFileProps) {
    super(scope, id);
    this.name = props.name;
    this.content = props.content;
    this.sha256 = createHash('sha256').update(props.content, 'utf8').digest('hex');
    this.resource = named(new Resource(this, 'file', { triggers: { file: this.name, sha256: this.sha256 } }), 'file', keyOf(this.name));
    traced(this, props.modelPath);
  }

  /** Every generated file below a construct (the app, or one stack), by name. */
  static allIn(root: IConstruct): readonly NamedContent[] {
    return root.node
      .findAll()
      .filter((construct): construct is GeneratedFile => construct instanceof GeneratedFile)
      .map(({ name, content }) => ({ name, content }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** `files/telecom/r1/frr-use.conf` → `telecom_r1_frr-use-conf`: keys have no `_`, so two names never meet. */
const keyOf = (name: string): string =>
  name
    .replace(/^files\//, '')
    .replace(/\./g, '-')
    .replace(/\//g, '_');
