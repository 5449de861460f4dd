/** `cordee apply`: what Terraform’s local-exec calls. */
import { join, resolve } from 'node:path';
import type { DataCoreSettings, Environment } from '../apply/datacore/settings';
import { type Order, readOrder } from '../apply/order';
import { release } from '../apply/release';
import { refuseOutsideLab } from '../lab/outside';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';

export const APPLY_ACTIONS = ['volume-identity', 'volume', 'release'] as const;
export type ApplyAction = (typeof APPLY_ACTIONS)[number];

export interface ApplyFlags {
  readonly dryRun: boolean;
}

/** `timing` replaces waiting times: for tests, and nothing else. */
export async function runApply(
  action: ApplyAction,
  { dryRun }: ApplyFlags,
  environment: Environment,
  shell: Shell,
  timing: Partial<DataCoreSettings['timing']> = {},
): Promise<number> {
  if (dryRun && action !== 'volume')
    throw new UsageError('`--dry-run` is there for `volume` only', 'leave it out; volume-identity changes nothing');
  refuseOutsideLab(process.cwd(), environment);
  const order = readOrder(environment, 'CORDEE_ORDER');
  if (action === 'release') {
    const { why, volume, datastore } = release(order, shell.today);
    if (volume !== undefined) await releaseFrom(volume, environment, shell, timing);
    if (datastore !== undefined) await refuseFilesOn(datastore, environment, shell);
    shell.print(`cordee: ${why}`);
    return 0;
  }
  const ground = await storageGround(readOrder(environment, 'CORDEE_WHERE'), environment, shell, timing);
  const { identityOrder, identifyVolume, volumeOrder, showVolume, applyVolume } = ground;
  if (action === 'volume-identity') await identifyVolume(identityOrder(order), ground);
  else await (dryRun ? showVolume : applyVolume)(volumeOrder(order), ground);
  return 0;
}

async function releaseFrom(
  volume: string,
  environment: Environment,
  shell: Shell,
  timing: Partial<DataCoreSettings['timing']>,
): Promise<void> {
  const ground = await storageGround(readOrder(environment, 'CORDEE_WHERE'), environment, shell, timing);
  await ground.releaseVolume(volume, ground.hosts, ground);
}

async function refuseFilesOn(datastore: string, environment: Environment, shell: Shell): Promise<void> {
  const { refuseFiles, vmfsTool } = await import('../apply/storage-actions');
  await refuseFiles(datastore, await vmfsTool(environment, join(shell.projectFolder, '.cordee', 'vmfs-tool.lock'), shell.print));
}

/** Everything that an action on the storage needs. Loaded only here: other commands need none of it. */
async function storageGround(order: Order, environment: Environment, shell: Shell, timing: Partial<DataCoreSettings['timing']>) {
  const { dataCoreSettings, dataCore, whereIn, vmfsTool, ...actions } = await import('../apply/storage-actions');
  const { endpoints, servers, facts: path, estate, hosts, existing } = whereIn(order);
  const settings = dataCoreSettings(environment);
  const facts = resolve(path);
  const patience = { ...settings.timing, ...timing };
  return {
    ...actions,
    storage: dataCore({ ...settings, timing: patience }, { endpoints, servers }),
    timing: patience,
    estate,
    facts,
    hosts,
    existing,
    today: shell.today,
    say: shell.print,
    vmfs: once(() => vmfsTool(environment, `${facts}.tool.lock`, shell.print)),
  };
}

/** Asked for again, it is the same. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
