/** The Terraform providers of a lab: the real ones wherever `terraform init` gets them, else the stand-in, which says what it cannot show. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Estate } from '../../config/model/estate';
import { UsageError } from '../usage-error';
import type { Children } from './children';
import type { LabFolder } from './folder';
import { withoutLogin } from './loopback';
import { mirrorConfig, PROVIDER_SOURCES } from './provider-mirror';

export type ProviderKind = 'real' | 'stand-in';

export interface Providers {
  readonly kind: ProviderKind;
  /** Why the real ones are not used, where nobody asked for the stand-in. */
  readonly because?: string;
  readonly binaries: readonly ProviderBinary[];
  /** What a rehearsal with them leaves open. */
  readonly cannotShow: readonly string[];
  /** What Terraform needs in its environment to run them. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface ProviderBinary {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/** What the command line finds in its own environment: the only thing of a lab that reads it, and only to look for providers. */
export type ProviderSources = Readonly<Record<string, string | undefined>>;

/** Names that a person sets to say where `terraform init` looks, or how it gets there. Nothing else of theirs reaches it. */
const INIT_VARIABLES = [
  'TF_CLI_CONFIG_FILE',
  'TF_PLUGIN_CACHE_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/** The answer of `terraform init`, asked once for the lab: its folder of plugins is then the mirror of every stack. */
export async function realProviders(
  lab: LabFolder,
  versions: Estate['providers'],
  sources: ProviderSources,
  children: Children,
): Promise<Providers | { readonly missing: string }> {
  mkdirSync(lab.providers, { recursive: true });
  const required = Object.fromEntries(
    Object.entries(PROVIDER_SOURCES).map(([name, source]) => [name, { source, version: versions[name as keyof Estate['providers']] }]),
  );
  writeFileSync(join(lab.providers, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
  const environment = initEnvironment(lab, sources);
  const { code, out, err } = await children.run('terraform', ['init', '-input=false', '-no-color'], { folder: lab.providers, environment });
  if (code !== 0) return { missing: reasonIn(`${out}\n${err}`) };
  const mirror = join(lab.providers, '.terraform', 'providers');
  writeFileSync(lab.cliConfig, mirrorConfig(mirror));
  return { kind: 'real', binaries: binariesIn(mirror, versions), cannotShow: [], environment: {} };
}

function initEnvironment(lab: LabFolder, sources: ProviderSources): Record<string, string> {
  const taken = INIT_VARIABLES.flatMap((name) => {
    const value = sources[name] ?? '';
    // Terraform warns about a configuration that is not there; a person who names none means none.
    return value === '' || (name === 'TF_CLI_CONFIG_FILE' && !existsSync(value)) ? [] : [[name, value] as const];
  });
  const base = {
    PATH: sources['PATH'] ?? '',
    HOME: homedir(),
    CHECKPOINT_DISABLE: '1',
    TF_REGISTRY_DISCOVERY_RETRY: '0',
    ...Object.fromEntries(taken),
  };
  const given = sources['CORDEE_PROVIDERS'] ?? '';
  if (given === '') return base;
  if (!existsSync(given))
    throw new UsageError(`CORDEE_PROVIDERS names \`${given}\`, which is not there`, 'name a folder of provider binaries');
  const config = join(lab.providers, 'mirror.rc');
  writeFileSync(config, mirrorConfig(resolve(given)));
  return { ...base, TF_CLI_CONFIG_FILE: config };
}

/** The first sentence of Terraform’s own explanation. */
function reasonIn(said: string): string {
  const text = said.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ');
  const [, reason = text] = /Error: (?:Failed to query available provider packages )?(.+?)(?: To see which| Error: |$)/.exec(text) ?? [];
  // The address of a proxy may hold a login; what is returned is printed, and kept.
  return withoutLogin(reason.trim());
}

function binariesIn(mirror: string, versions: Estate['providers']): ProviderBinary[] {
  const found = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else found.set(/^terraform-provider-([a-z]+)_v/.exec(name)?.[1] ?? name, path);
    }
  };
  visit(mirror);
  return Object.entries(versions).flatMap(([name, version]) => {
    const path = found.get(name);
    return path === undefined ? [] : [{ name, version, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') }];
  });
}
