/** From a valid estate to the files of Terraform: the output, the trace index, the launcher and the register. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Loaded } from '../config/load';
import type { Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { LAUNCHER_FILE } from '../constructs/launcher';
import { EstateApp, type Output, type RenderedStack } from '../stacks/estate-app';
import { stableJson } from '../stacks/synthesizer';
import { LAUNCHER } from './launcher-text';

export const TRACE_FILE = 'trace.json';

export interface Rendering extends Output {
  /** Everything that is written below the output: path → text. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface RenderOptions {
  readonly leaving: Readonly<Record<string, Leaving>>;
  /** Stacks that are known to come out as before. Default: none. */
  readonly unchanged?: ReadonlyMap<string, RenderedStack>;
}

export function render(model: Model, loaded: Pick<Loaded, 'place'>, outdir: string, options: RenderOptions): Rendering {
  const output = new EstateApp({ model, outdir, ...options }).render();
  const texts = new Map([...output.stacks.map(({ file, text }) => [file, text] as const), ...output.files]);
  const entries = output.stacks.flatMap(({ trace }) =>
    trace.map((entry) => {
      const { file, line } = loaded.place(entry.path, 'key');
      return { ...entry, file, line };
    }),
  );
  texts.set(TRACE_FILE, stableJson({ version: 1, environment: model.environment, entries }));
  texts.set(LAUNCHER_FILE, LAUNCHER);
  return { ...output, texts };
}

export interface Written {
  readonly written: number;
  readonly removed: number;
}

/** Writes what differs (`unchanged` files were compared already) and removes what is no longer made; what Terraform keeps there (`.terraform`, locks, plans) stays with its stack. */
export function writeOutput(outdir: string, files: ReadonlyMap<string, string>, unchanged: ReadonlySet<string> = new Set()): Written {
  let written = 0;
  for (const [path, text] of files) {
    if (unchanged.has(path)) continue;
    const target = join(outdir, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    written++;
  }
  return { written, removed: removeStale(outdir, files) };
}

function removeStale(outdir: string, files: ReadonlyMap<string, string>): number {
  let removed = 0;
  const stacks = new Set([...files.keys()].filter((path) => path.startsWith('stacks/')).map((path) => path.split('/')[1]));
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
