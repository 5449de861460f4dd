/** A lab of `minimal` for tests: below the temporary folder, with the built command line, and taken away whatever happens. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import pc from 'picocolors';
import { takeAway } from '../../../scripts/lab/clean';
import { labFolder, type LabFolder } from '../../../scripts/lab/folder';
import type { ProviderKind } from '../../../scripts/lab/providers';
import { type Lab, up } from '../../../scripts/lab/up';
import type { Environment } from '../../../scripts/read-estate';
import type { Shell } from '../../../scripts/shell';
import { AS_OF } from '../../support/estates';
import { PROJECT } from '../../support/needs';

export interface LabGround {
  /** Folder of all labs of this test. */
  readonly labs: string;
  readonly folder: LabFolder;
  readonly said: readonly string[];
  readonly shell: Shell;
  readonly options: Parameters<typeof up>[0];
  readonly up: () => Promise<Lab>;
  readonly away: () => Promise<void>;
}

export const ENVIRONMENT: Environment = { name: 'minimal', folder: join(PROJECT, 'config', 'environments', 'minimal') };

/** What Terraform runs is the built command line: it must be that of these sources. */
export const build = (): void => void execFileSync(process.execPath, [join(PROJECT, 'scripts', 'build.cjs')]);

export function labGround(provider: ProviderKind, sources: NodeJS.ProcessEnv = process.env, environment = ENVIRONMENT): LabGround {
  const labs = mkdtempSync(join(tmpdir(), 'cordee-'));
  const folder = labFolder(labs, environment.name);
  const said: string[] = [];
  const shell: Shell = {
    print: (text) => said.push(text),
    printError: (text) => said.push(text),
    colors: pc.createColors(false),
    projectFolder: PROJECT,
    shortPath: (path) => path,
    today: AS_OF,
    program: 'tested',
    debug: false,
  };
  const options = { environment, labs, asOf: AS_OF, provider, sources, recovery: 50, alone: false };
  return {
    labs,
    folder,
    said,
    shell,
    options,
    up: async () => {
      const lab = await up(options, shell);
      if (lab === undefined) throw new Error(said.join('\n'));
      return lab;
    },
    away: async () => {
      await takeAway(folder);
      rmSync(labs, { recursive: true, force: true });
    },
  };
}

/** Path below a folder → text, of all files in it; hidden ones are passed over. */
export function filesBelow(folder: string): [path: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path): [string, string] => [relative(folder, path), readFileSync(path, 'utf8')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
