/** Simulator of the SANsymphony REST service: where its process begins. */
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { certificates } from './certificate';
import { faults } from './faults';
import type { StorageInventory } from './inventory';
import { listen } from './listeners';
import { loadState } from './state';
import { world } from './world';

interface Flags {
  readonly inventory: string;
  readonly state: string;
  readonly luns: string;
  readonly listen: string;
  readonly recoveryMs: number;
}

const loopback = (value: string): string => {
  if (!/^127\.0\.0\.1:\d{1,5}$/.test(value)) throw new InvalidArgumentError('a simulator listens on 127.0.0.1:PORT only');
  return value;
};
const milliseconds = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('write milliseconds, as 2000');
  return Number(value);
};

async function run({ inventory, state: folder, luns, listen: address, recoveryMs }: Flags): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const described = JSON.parse(readFileSync(inventory, 'utf8')) as StorageInventory;
  const state = loadState(folder, described);
  const die = (): void => void process.kill(process.pid, 'SIGKILL');
  const made = world(state, faults(die), { stateFolder: resolve(folder), lunsFile: resolve(luns) }, recoveryMs);
  const certified = certificates(resolve(folder));
  const { DATACORE_USER: user = '', DATACORE_PASSWORD: password = '' } = process.env;
  const credentials = user === '' ? undefined : { user, password };
  const { endpoints, control, close } = await listen(made, certified, address, credentials);
  process.stdout.write('simulator of the DataCore SANsymphony REST service: no storage behind it\n');
  process.stdout.write(`${JSON.stringify({ endpoints, ca: certified.caFile, control })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
}

const command = new Command('datacore-simulator')
  .description('a simulator of the DataCore SANsymphony REST service, for rehearsals on one machine')
  .requiredOption('--inventory <file>', 'servers and pools, as JSON')
  .requiredOption('--state <folder>', 'where its state and certificates are kept')
  .requiredOption('--luns <file>', 'file of LUNs that the simulated vCenter reads; written at each change')
  .option('--listen <address>', 'loopback address; port 0 takes a free one', loopback, '127.0.0.1:0')
  .option('--recovery-ms <milliseconds>', 'how long the recovery of a mirror takes', milliseconds, 0);
command.parse();
run(command.opts<Flags>()).catch((error: unknown) => {
  process.stderr.write(`datacore-simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
