/** From a valid estate to the files of Terraform: the output, the trace index, the launcher and the register. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compare, type Place } from '../config/finding';
import type { Loaded } from '../config/load';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { LAUNCHER_FILE } from '../constructs/launcher';
import { EstateApp } from '../stacks/estate-app';
import { LAUNCHER } from './launcher-text';
import { sha256 } from './sha256';

export const TRACE_FILE = 'trace.json';

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
  `{"version":1,"environment":${JSON.stringify(environment)},"entries":[\n${stacks.flatMap(({ trace }) => trace).join(',\n')}\n]}\n`;

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

/** Writes what differs below a folder, and at the end removes what is no longer made. What Terraform keeps there stays with its stack. */
export class OutputFolder {
  /** Files that this run is about, written or found right. */
  readonly paths = new Set<string>();
  written = 0;

  constructor(
    readonly folder: string,
    environment: string,
    known: Iterable<string> = [],
  ) {
    for (const path of known) this.paths.add(path);
    // Stacks of another environment hold what Terraform noted of its backend: none of it may be taken for ours. State is never here.
    if (environmentOf(folder) !== environment) rmSync(join(folder, 'stacks'), { recursive: true, force: true });
  }

  readonly write = (path: string, text: string): void => {
    this.paths.add(path);
    const target = join(this.folder, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    this.written++;
  };

  clean(): number {
    return removeStale(this.folder, this.paths);
  }
}

/** Environment whose output a folder holds; undefined where there is none. */
function environmentOf(folder: string): string | undefined {
  const path = join(folder, TRACE_FILE);
  if (!existsSync(path)) return undefined;
  return /^\{"version":1,"environment":"([^"]*)"/.exec(readFileSync(path, 'utf8'))?.[1];
}

function removeStale(outdir: string, files: ReadonlySet<string>): number {
  let removed = 0;
  const stacks = new Set([...files].filter((path) => path.startsWith('stacks/')).map((path) => path.split('/')[1]));
  const stacksFolder = join(outdir, 'stacks');
  for (const name of existsSync(stacksFolder) ? readdirSync(stacksFolder) : []) {
    if (stacks.has(name)) continue;
    rmSync(join(stacksFolder, name), { recursive: true });
    removed++;
  }
  const visit = (folder: string): void => {
    for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (!files.has(relative(outdir, path).split('\\').join('/'))) {
        rmSync(path);
        removed++;
      }
    }
  };
  visit(join(outdir, 'files'));
  return removed;
}
