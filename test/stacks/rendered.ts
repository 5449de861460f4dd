/** What is synthesized from an environment of the project, as texts in memory and as parsed JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, type Loaded } from '../../config/load';
import { type Model } from '../../config/model/model';
import { type Leaving } from '../../config/register';
import { render, type Rendering } from '../../scripts/synth';
import { checked, filesOf } from '../support/estates';

export type Body = Readonly<Record<string, unknown>>;
/** Type → name → body. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Body>>>>;

export interface StackJson {
  readonly name: string;
  readonly text: string;
  readonly json: Body;
  readonly resource: Blocks;
  readonly data: Blocks;
}

export interface Element {
  readonly stack: string;
  readonly mode: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  /** As Terraform prints it. */
  readonly address: string;
  readonly body: Body;
}

export interface Rendered {
  readonly model: Model;
  readonly loaded: Loaded;
  readonly output: Rendering;
  readonly stacks: ReadonlyMap<string, StackJson>;
}

/** Where the framework makes its empty folders; removed after the tests. */
export const outdir = mkdtempSync(join(tmpdir(), 'cordee-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

export function renderModel(model: Model, leaving: Readonly<Record<string, Leaving>> = {}, loaded: Loaded = load([])): Rendered {
  const output = render(model, loaded, outdir, { leaving });
  return { model, loaded, output, stacks: stacksOf(output) };
}

const known = new Map<string, Rendered>();
/** An environment as it is, rendered once per test file. */
export function rendered(environment: string): Rendered {
  const found = known.get(environment);
  if (found !== undefined) return found;
  const { model, loaded, findings } = checked(filesOf(environment), environment);
  if (model === undefined) throw new Error(findings.map(({ subject, message }) => `${subject}: ${message}`).join('\n'));
  const made = renderModel(model, {}, loaded);
  known.set(environment, made);
  return made;
}

function stacksOf(output: Rendering): Map<string, StackJson> {
  const stacks = new Map<string, StackJson>();
  for (const [path, text] of output.texts) {
    const name = /^stacks\/([^/]+)\/cdk\.tf\.json$/.exec(path)?.[1];
    if (name === undefined) continue;
    const json = JSON.parse(text) as Body;
    stacks.set(name, { name, text, json, resource: (json['resource'] ?? {}) as Blocks, data: (json['data'] ?? {}) as Blocks });
  }
  return stacks;
}

export const elementsOf = ({ name: stack, resource, data }: StackJson): Element[] =>
  (
    [
      ['resource', resource],
      ['data', data],
    ] as const
  ).flatMap(([mode, blocks]) =>
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => ({
        stack,
        mode,
        type,
        name,
        address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
        body,
      })),
    ),
  );

export const allElements = ({ stacks }: Pick<Rendered, 'stacks'>): Element[] => [...stacks.values()].flatMap(elementsOf);

/** Elements of one type; those of one stack where it is named. */
export const ofType = (from: Pick<Rendered, 'stacks'>, type: string, stack?: string): Element[] =>
  allElements(from).filter((element) => element.mode === 'resource' && element.type === type && (stack ?? element.stack) === element.stack);

/** The body of one resource; fails with what there is where it is missing. */
export function resource(from: Pick<Rendered, 'stacks'>, stack: string, type: string, name: string): Body {
  const named = from.stacks.get(stack)?.resource[type] ?? {};
  const body = named[name];
  if (body === undefined) throw new Error(`${stack} has no ${type}.${name}, only ${Object.keys(named).join(', ')}`);
  return body;
}

/** A Model that differs: Models are plain data. */
export type Editable<T> = T extends readonly (infer I)[]
  ? Editable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: Editable<T[K]> }
    : T;
export function edited(model: Model, change: (copy: Editable<Model>) => void): Model {
  const copy = structuredClone(model) as Editable<Model>;
  change(copy);
  return copy;
}
