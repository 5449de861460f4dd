/** Lays the stand-in out as `terraform init` expects a mirror of providers, and says by what environment Terraform finds it. */
import { copyFileSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { mirrorConfig, PROVIDER_SOURCES } from '../provider-mirror';
import { standInSchema } from './schema';

export interface StandInOptions {
  /** Folder that is the stand-in's own; made where it is not there. What it keeps lies below it too. */
  readonly folder: string;
  /** The built program, `await goTool('stand-in')`. */
  readonly binary: string;
  /** The exact versions that the estate asks for. */
  readonly versions: { readonly vsphere: string; readonly null: string };
  /** What is there before the first apply: the simulated vCenter's inventory file. Read at each start. */
  readonly inventory?: string;
  /** LUNs that the storage serves, `{"luns":[…]}`. Read whenever a datastore is made; without it none can be. */
  readonly luns?: string;
}

export interface StandIn {
  /** Path of the CLI configuration that names the mirror. */
  readonly cliConfig: string;
  /** What Terraform's process needs, `TF_CLI_CONFIG_FILE` included. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a rehearsal on the stand-in leaves open: its README says more of each. */
export const STAND_IN_CANNOT_SHOW = [
  'clearing a setting',
  'forced replacement',
  'the provider’s own defaults',
  'ranges and conflicts of arguments',
  'what a vCenter refuses',
  'the loss of a site',
  'that what exists already in vCenter is left alone',
  'that a datastore keeps its volume, or files their datastore: vCenter knows of none that the stand-in made',
] as const;

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** Objects kept by an earlier installation in the same folder stay: remove the folder to begin from nothing. */
export function installStandIn({ folder: given, binary, versions, inventory, luns }: StandInOptions): StandIn {
  // Terraform runs in the folder of a stack.
  const folder = resolve(given);
  const mirror = join(folder, 'mirror');
  rmSync(mirror, { recursive: true, force: true });
  for (const name of ['vsphere', 'null'] as const) {
    const platform = `${process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;
    const program = join(
      mirror,
      'registry.terraform.io',
      PROVIDER_SOURCES[name],
      versions[name],
      platform,
      `terraform-provider-${name}_v${versions[name]}`,
    );
    mkdirSync(dirname(program), { recursive: true });
    linkOrCopy(binary, program);
  }
  const schema = join(folder, 'schema.json');
  writeFileSync(schema, JSON.stringify(standInSchema()));
  const cliConfig = join(folder, 'terraform.rc');
  writeFileSync(cliConfig, mirrorConfig(mirror));
  return {
    cliConfig,
    environment: {
      TF_CLI_CONFIG_FILE: cliConfig,
      CORDEE_REHEARSAL: '1',
      CORDEE_STANDIN_SCHEMA: schema,
      CORDEE_STANDIN_STORE: join(folder, 'store'),
      ...(inventory === undefined ? {} : { CORDEE_STANDIN_INVENTORY: inventory }),
      ...(luns === undefined ? {} : { CORDEE_STANDIN_LUNS: luns }),
    },
  };
}

/** A link spares the disk twice twenty megabytes; it cannot cross file systems. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
