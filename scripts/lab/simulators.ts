/** The two simulators: started, and waited for until each has said where it listens. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../usage-error';
import type { Children } from './children';
import type { LabFolder } from './folder';
import { refuseUnlessLoopback } from './loopback';
import { isRunning, type ProcessIdentity } from './process-identity';
import type { DatacoreRun, VcenterRun } from './run-file';

/** A free port of this machine, chosen by the system. */
const LISTEN = '127.0.0.1:0';

/** Milliseconds that a simulator has to say where it listens: on a busy machine it takes a second. */
const PATIENCE = 30_000;

interface Ground {
  readonly lab: LabFolder;
  readonly children: Children;
  readonly environment: Readonly<Record<string, string>>;
}

/** `inventory` is a file. */
export async function startVcenter({ lab, children, environment }: Ground, binary: string, inventory: string): Promise<VcenterRun> {
  const words = ['--inventory', inventory, '--luns', lab.luns, '--listen', LISTEN];
  const { process, ready } = await start('simulated vCenter', lab, children, environment, 'vcenter.log', binary, words);
  const { server, url, control } = ready as Omit<VcenterRun, 'process'>;
  refuseUnlessLoopback({ 'the vCenter': server, 'its control': control });
  return { process, server, url, control };
}

/** `recovery` is how long a mirror takes to be whole again, in milliseconds. */
export async function startDatacore(
  { lab, children, environment }: Ground,
  program: string,
  inventory: unknown,
  recovery: number,
): Promise<DatacoreRun> {
  const file = join(lab.root, 'datacore-inventory.json');
  const state = join(lab.root, 'datacore');
  mkdirSync(state, { recursive: true });
  writeFileSync(file, `${JSON.stringify(inventory, null, 2)}\n`);
  const words = [program, '--inventory', file, '--state', state, '--luns', lab.luns, '--listen', LISTEN, '--recovery-ms', String(recovery)];
  const { process, ready } = await start(
    'simulated DataCore',
    lab,
    children,
    environment,
    'datacore.log',
    globalThis.process.execPath,
    words,
  );
  const { endpoints, ca, control } = ready as Omit<DatacoreRun, 'process'>;
  refuseUnlessLoopback({ ...Object.fromEntries(endpoints.map((endpoint) => [`DataCore ${endpoint}`, endpoint])), 'its control': control });
  return { process, endpoints, ca, control };
}

async function start(
  what: string,
  lab: LabFolder,
  children: Children,
  environment: Readonly<Record<string, string>>,
  logName: string,
  command: string,
  words: readonly string[],
): Promise<{ readonly process: ProcessIdentity; readonly ready: unknown }> {
  mkdirSync(lab.logs, { recursive: true });
  const log = join(lab.logs, logName);
  const process = children.keep(command, words, environment, log);
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const ready = readyLine(log);
    if (ready !== undefined) return { process, ready };
    if (!isRunning(process)) break;
    await sleep(20);
  }
  const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join('\n  ') : '';
  throw new UsageError(`the ${what} did not start:\n  ${said}`, `its log is ${log}`);
}

/** The first line says that it is a simulator; the second, whole, where it listens. */
function readyLine(log: string): unknown {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  const found = lines.slice(0, -1).find((line) => line.startsWith('{'));
  try {
    return found === undefined ? undefined : JSON.parse(found);
  } catch {
    return undefined;
  }
}
