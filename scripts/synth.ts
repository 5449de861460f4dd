/** From a valid estate to the files of Terraform: the output, the trace index, the launcher and the register. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compare, type Place } from '../config/finding';
import type { Loaded } from '../config/load';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { LAUNCHER_FILE } from '../constructs/launcher';
import { EstateApp } from '../stacks/estate-app';
import { LAUNCHER } from './launcher-text';
import { sha256 } from './sha256';
import { TRACE_FILE, TRACE_VERSION } from './trace';
import { UsageError } from './usage-error';

/** What is known of a stack once it is written. */
export interface StackSummary {
  readonly name: string;
  readonly resources: number;
  readonly dependencies: readonly string[];
  readonly file: string;
  readonly sha256: string;
  /** Its entries of the trace index, as lines of JSON. */
  readonly trace: readonly string[];
}

export interface RenderOptions {
  readonly leaving: Readonly<Record<string, Leaving>>;
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
  { leaving, unchanged = new Map<string, StackSummary>() }: RenderOptions,
): StackSummary[] {
  const stacks = new Map<string, StackSummary>(unchanged);
  const app = new EstateApp({ model, outdir, leaving, unchanged: new Set(unchanged.keys()) });
  const manifest = app.render(({ text, trace, files, ...stack }) => {
    write(stack.file, text);
    for (const [path, content] of files) write(path, content);
    const lines = trace.map((entry) => {
      const { file, line } = placeOf(entry.path);
      return JSON.stringify({ ...entry, file, line });
    });
    stacks.set(stack.name, { ...stack, sha256: sha256(text), trace: lines });
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

/** Writes what differs below a folder, and at the end removes what an earlier run made there and this one does not. */
export class OutputFolder {
  /** Files that this run is about, written or found right. */
  readonly paths = new Set<string>();
  written = 0;
  private readonly before: ReadonlySet<string>;

  /** Refuses a folder that holds something else: what Cordée removes there must be its own. */
  constructor(
    readonly folder: string,
    environment: string,
    known: Iterable<string> = [],
  ) {
    for (const path of known) this.paths.add(path);
    const entries = existsSync(folder) ? readdirSync(folder) : [];
    if (entries.length > 0 && !entries.includes(INDEX_FILE) && !entries.includes(TRACE_FILE)) {
      throw new UsageError(`\`${folder}\` holds something that is no output of Cordée`, 'give an empty or a new folder: --output FOLDER');
    }
    this.before = new Set(earlier(folder));
    // Stacks of another environment hold what Terraform noted of its backend: none of it may be taken for ours. State is never here.
    if (environmentOf(folder) !== environment) this.removeStacks([...this.before]);
  }

  readonly write = (path: string, text: string): void => {
    this.paths.add(path);
    const target = join(this.folder, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    this.written++;
  };

  /** Only what the index of an earlier run names is removed; a stack goes with what Terraform noted beside it. */
  clean(): number {
    const gone = [...this.before].filter((path) => !this.paths.has(path));
    for (const path of gone) rmSync(join(this.folder, path), { force: true });
    this.removeStacks(gone);
    writeFileSync(join(this.folder, INDEX_FILE), `${[...this.paths].sort(compare).join('\n')}\n`);
    return gone.length;
  }

  private removeStacks(paths: readonly string[]): void {
    for (const path of paths) {
      const stack = /^stacks\/([a-z0-9-]+)\/cdk\.tf\.json$/.exec(path)?.[1];
      if (stack !== undefined) rmSync(join(this.folder, 'stacks', stack), { recursive: true, force: true });
    }
  }
}

/** Names every file of the output, a line each. */
const INDEX_FILE = 'files.txt';

/** What an earlier run wrote. Paths that lead outside are none that it wrote. */
function earlier(folder: string): string[] {
  const path = join(folder, INDEX_FILE);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.split('/').includes('..') && !line.startsWith('/'));
}

/** Environment whose output a folder holds; undefined where there is none. */
function environmentOf(folder: string): string | undefined {
  const path = join(folder, TRACE_FILE);
  if (!existsSync(path)) return undefined;
  return new RegExp(`^\\{"version":${String(TRACE_VERSION)},"environment":"([^"]*)"`).exec(readFileSync(path, 'utf8'))?.[1];
}
