/** What a module of the bindings says of its attributes: read from the generated text in its source map, which is regular to the letter. */
import type { TypeText } from './schema';

export interface BindingMember {
  readonly name: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  /** Of what is not nested. */
  readonly type: TypeText;
  readonly nested?: {
    readonly className: string;
    readonly set: boolean;
    /** At most one. */
    readonly single: boolean;
  };
}
export interface BindingClass {
  /** The class of the framework that it extends: `TerraformResource`, `ComplexObject`, … */
  readonly base: string;
  /** `vsphere_folder`; empty for what is nested. */
  readonly terraformType: string;
  readonly members: readonly BindingMember[];
}

const SOURCE_MAP = '//# sourceMappingURL=data:application/json;base64,';

/** The TypeScript text that a compiled module was made from. */
export function sourceOf(module: string): string {
  const at = module.lastIndexOf(SOURCE_MAP);
  if (at < 0) throw new Error('the bindings carry no source map: their schema cannot be read');
  const { sourcesContent } = JSON.parse(Buffer.from(module.slice(at + SOURCE_MAP.length), 'base64').toString()) as {
    sourcesContent?: readonly string[];
  };
  const [text] = sourcesContent ?? [];
  if (text === undefined) throw new Error('the source map of the bindings carries no text: their schema cannot be read');
  return text;
}

/** Classes of a module by their name. */
export function classesOf(source: string): Map<string, BindingClass> {
  const classes = new Map<string, BindingClass>();
  const [, ...texts] = source.split(/^export class /m);
  for (const text of texts) {
    const [, name = '', base = ''] = /^(\w+) extends cdktf\.(\w+)/.exec(text) ?? [];
    const [, terraformType = ''] = /tfResourceType = "(\w+)"/.exec(text) ?? [];
    classes.set(name, { base, terraformType, members: membersOf(text) });
  }
  return classes;
}

function membersOf(text: string): BindingMember[] {
  const starts = [...text.matchAll(/^ {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$/gm)];
  return starts.map((start, place) => {
    const [, name = '', computed, optional, required] = start;
    const body = text.slice(start.index, starts[place + 1]?.index);
    const [, className, kind, set] = /= new (\w+?)(List|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(body) ?? [];
    return {
      name,
      computed: computed === 'true',
      optional: optional === 'true',
      required: required === 'true',
      type: className === undefined ? typeIn(body, name) : '',
      ...(className === undefined
        ? {}
        : { nested: { className: `${className}OutputReference`, set: set === 'true', single: kind === 'OutputReference' } }),
    };
  });
}

const GETTERS: readonly (readonly [string, TypeText])[] = [
  ['cdktf.Fn.tolist(this.getListAttribute(', ['set', 'string']],
  ['this.getListAttribute(', ['list', 'string']],
  ['this.getStringMapAttribute(', ['map', 'string']],
  ['new cdktf.StringMap(', ['map', 'string']],
  ['this.getStringAttribute(', 'string'],
  ['this.getNumberAttribute(', 'number'],
  ['this.getBooleanAttribute(', 'bool'],
];
/** Attributes of a provider have no getter; the type of their field tells. */
const FIELDS: Readonly<Record<string, TypeText>> = { string: 'string', number: 'number', 'boolean | cdktf.IResolvable': 'bool' };

function typeIn(body: string, name: string): TypeText {
  const getter = GETTERS.find(([text]) => body.includes(text));
  if (getter !== undefined) return getter[1];
  const type = FIELDS[/^ {2}private _\w+\?: (.+); $/m.exec(body)?.[1] ?? ''];
  if (type === undefined) throw new Error(`the bindings give ${name} a type that is not known here`);
  return type;
}
