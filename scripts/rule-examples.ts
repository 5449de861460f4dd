/** The case that tests a rule is the example that `cordee explain` prints. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RuleExample {
  /** Edits of the smallest estate. */
  readonly change: string;
  /** What the check says of it. */
  readonly says: string;
}

export function exampleOf(rule: string, projectFolder: string): RuleExample | undefined {
  const folder = join(projectFolder, 'test', 'config', 'cases', 'err', rule);
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8').trimEnd();
  // Tests need not be there where Cordée is only used.
  if (!existsSync(join(folder, 'patch.yaml')) || !existsSync(join(folder, 'expected.txt'))) return undefined;
  return { change: textOf('patch.yaml'), says: textOf('expected.txt') };
}
