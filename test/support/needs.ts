/**
 * Tests that need a tool which not every machine has. Whether they run is decided by the tool alone: where it is there they run, so a
 * failure cannot hide behind a skip.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { estateKind } from '../../config/model/estate';
import { described } from '../../config/walk';

export interface Tool {
  readonly here: () => boolean;
  /** What to do so that the tests that need it run. */
  readonly remedy: string;
}

export const PROJECT = join(__dirname, '..', '..');
/** What the real providers say of their resources. It lies beside the project, not in it. */
export const PROVIDER_SCHEMA = join(PROJECT, '..', 'shared', 'schema', 'providers.json');

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
export const onPath = (name: string, path = process.env['PATH'] ?? ''): boolean =>
  path.split(delimiter).some((folder) => folder !== '' && runnable(join(folder, name)));

const isRoot = (): boolean => process.getuid?.() === 0;
const FRR_FOLDERS = ['/usr/lib/frr', '/usr/libexec/frr', '/usr/sbin'];
/** Folder of FRR's daemons, or undefined where FRR is not installed. */
export const frrFolder = (): string | undefined => FRR_FOLDERS.find((folder) => runnable(join(folder, 'bgpd')));

/** Where `terraform init` keeps what it downloads, so that it does so once: set as TF_PLUGIN_CACHE_DIR where CORDEE_PROVIDERS is not. */
export const PLUGIN_CACHE = join(tmpdir(), 'cordee-plugins');

let reachable: boolean | undefined;
/** Asks Terraform itself, once: a machine without a network says no at once. */
function providersAreHere(): boolean {
  if (existsSync(process.env['CORDEE_PROVIDERS'] ?? '')) return true;
  if (reachable !== undefined) return reachable;
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const { providers } = described(estateKind.schema).properties ?? {};
  const version = (name: string): string => String(providers?.properties?.[name]?.default);
  const required = {
    vsphere: { source: 'vmware/vsphere', version: version('vsphere') },
    null: { source: 'hashicorp/null', version: version('null') },
  };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
  mkdirSync(PLUGIN_CACHE, { recursive: true });
  const env = { ...process.env, TF_PLUGIN_CACHE_DIR: PLUGIN_CACHE, CHECKPOINT_DISABLE: '1' };
  reachable = spawnSync('terraform', ['init', '-input=false'], { cwd: folder, env, timeout: 120_000 }).status === 0;
  rmSync(folder, { recursive: true });
  return reachable;
}

export const TOOLS = {
  terraform: { here: () => onPath('terraform'), remedy: 'install Terraform 1.7 or later' },
  go: { here: () => onPath('go'), remedy: 'install Go' },
  root: { here: isRoot, remedy: 'run the tests as root' },
  namespaces: {
    here: () => onPath('ip') && spawnSync('unshare', ['--net', 'true']).status === 0,
    remedy: 'run as root on Linux, with iproute2 and the right to make network namespaces',
  },
  frr: { here: () => frrFolder() !== undefined, remedy: 'install FRR' },
  'provider-schema': {
    here: () => existsSync(PROVIDER_SCHEMA),
    remedy: 'put the schema of the providers at ../shared/schema/providers.json',
  },
  cdktf: {
    here: () => onPath('cdktf'),
    remedy: 'install cdktf-cli 0.21.0 outside of the project, and put its `cdktf` in PATH',
  },
  provider: {
    here: () => onPath('terraform') && providersAreHere(),
    remedy: 'name a folder of provider binaries (a filesystem mirror) in CORDEE_PROVIDERS, or let terraform reach its registry',
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/** The first tool that is not there decides the cause that the summary shows. */
export function missing(names: readonly string[], tools: Readonly<Record<string, Tool>> = TOOLS): string | undefined {
  const absent = names.find((name) => tools[name]?.here() !== true);
  return absent === undefined ? undefined : `${absent} is not here: ${tools[absent]?.remedy ?? 'unknown tool'}`;
}

/** A test that runs where the tools are there, and else is skipped with the cause in its name. */
export function needs(names: readonly ToolName[], name: string, run: (() => void) | (() => Promise<void>), timeout?: number): void {
  const cause = missing(names);
  if (cause === undefined) test(name, run, timeout);
  else test.skip(`${name} [skipped: ${cause}]`, run);
}
