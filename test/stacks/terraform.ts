/** The real Terraform, run in an output folder with the providers of a mirror and without the network. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Ran {
  readonly code: number;
  readonly out: string;
}

export function writeTexts(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Terraform in the folder of one stack. A refusal is an exit code and what was printed, not an exception. */
export async function terraform(output: string, stack: string, ...words: readonly string[]): Promise<Ran> {
  const config = join(output, 'terraform.rc');
  const mirror = resolve(process.env['CORDEE_PROVIDERS'] ?? '');
  writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  const env = { ...process.env, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  const options = { cwd: join(output, 'stacks', stack), env, maxBuffer: 1e8 };
  const refused = (error: unknown): { code?: number; stdout: string; stderr: string } =>
    error as { code: number; stdout: string; stderr: string };
  const ran: { code?: number; stdout: string; stderr: string } = await run('terraform', words, options).catch(refused);
  return { code: ran.code ?? 0, out: `${ran.stdout}${ran.stderr}` };
}

export async function init(output: string, stack: string, ...words: readonly string[]): Promise<void> {
  const { code, out } = await terraform(output, stack, 'init', '-input=false', '-no-color', ...words);
  if (code !== 0) throw new Error(out);
}
