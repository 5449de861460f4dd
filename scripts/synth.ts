/** From a valid estate to the files of Terraform: the output, the trace index, the launcher and the register. */
import { compare, type Place } from '../config/finding';
import type { Loaded } from '../config/load';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { LAUNCHER_FILE } from '../constructs/launcher';
import { EstateApp } from '../stacks/estate-app';
import { LAUNCHER } from './launcher-text';
import { sha256 } from './sha256';
import { TRACE_FILE, TRACE_VERSION } from './trace';

/** What is known of a stack once it is written. */
export interface StackSummary {
  readonly name: string;
  readonly resources: number;
  readonly dependencies: readonly string[];
  readonly file: string;
  readonly sha256: string;
  /** Its entries of the trace index, as lines of JSON. */
  readonly trace: readonly string[];
  /** Generated files that it has the hashes of: path below the output, and hash. */
  readonly files: readonly (readonly [path: string, sha256: string])[];
  /** Fields of the Model that it was made from; of a tenant’s stack they are not noted. */
  readonly read: readonly string[];
}

export interface RenderOptions {
  readonly leaving: Readonly<Record<string, Leaving>>;
  /** Keys of the register that were let go and taken back. Default: none. */
  readonly returned?: readonly string[];
  /** Where state and facts lie, seen from a stack’s folder. Default: beside the output. */
  readonly statePlace?: string;
  /** Stacks that are known to come out as before, by name. Default: none. */
  readonly unchanged?: ReadonlyMap<string, StackSummary>;
}

type PlaceOf = (path: string) => Pick<Place, 'file' | 'line'>;

/** Hands every file of the output to `write`, stack after stack, and the manifest last: it is what others look for first. */
export function renderTo(
  write: (path: string, text: string) => void,
  model: Model,
  placeOf: PlaceOf,
  outdir: string,
  { leaving, returned, statePlace, unchanged = new Map<string, StackSummary>() }: RenderOptions,
): StackSummary[] {
  const stacks = new Map<string, StackSummary>(unchanged);
  const app = new EstateApp({ model, outdir, leaving, returned, statePlace, unchanged });
  const manifest = app.render(({ text, trace, files, read, ...stack }) => {
    write(stack.file, text);
    for (const [path, content] of files) write(path, content);
    const lines = trace.map((entry) => {
      const { file, line } = placeOf(entry.path);
      return JSON.stringify({ ...entry, file, line });
    });
    const hashes = [...files].map(([path, content]) => [path, sha256(content)] as const);
    stacks.set(stack.name, { ...stack, sha256: sha256(text), trace: lines, files: hashes, read: [...read].sort() });
  });
  const all = [...stacks.values()].sort((a, b) => compare(a.name, b.name));
  write(TRACE_FILE, traceText(model.environment, all));
  write(LAUNCHER_FILE, LAUNCHER);
  write('manifest.json', manifest);
  return all;
}

/** One entry a line: short enough to be read, and to be compared by `diff`. */
const traceText = (environment: string, stacks: readonly StackSummary[]): string =>
  `{"version":${String(TRACE_VERSION)},"environment":${JSON.stringify(environment)},"entries":[\n${stacks.flatMap(({ trace }) => trace).join(',\n')}\n]}\n`;

export interface Rendering {
  readonly stacks: readonly StackSummary[];
  /** Path below the output → text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The whole output in memory. */
export function render(model: Model, loaded: Pick<Loaded, 'place'>, outdir: string, options: RenderOptions): Rendering {
  const texts = new Map<string, string>();
  const stacks = renderTo(
    (path, text) => texts.set(path, text),
    model,
    (path) => loaded.place(path, 'key'),
    outdir,
    options,
  );
  return { stacks, texts };
}
