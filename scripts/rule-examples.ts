/** Where a test shows a rule at work, its file is the example that `cordee explain` prints. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function exampleOf(rule: string, projectFolder: string): string | undefined {
  const path = join(projectFolder, 'test', 'config', 'cases', `${rule}.yaml`);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd() : undefined;
}
