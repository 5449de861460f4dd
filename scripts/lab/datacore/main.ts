/** Simulator of the SANsymphony REST service: where its process begins. */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { StorageInventory } from './inventory';
import { startSimulator } from './start';

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

async function run({ inventory, ...flags }: Flags): Promise<void> {
  const { DATACORE_USER: user = '', DATACORE_PASSWORD: password = '' } = process.env;
  const { endpoints, ca, control, close } = await startSimulator({
    ...flags,
    inventory: JSON.parse(readFileSync(inventory, 'utf8')) as StorageInventory,
    credentials: user === '' ? undefined : { user, password },
    die: () => void process.kill(process.pid, 'SIGKILL'),
  });
  process.stdout.write('simulator of the DataCore SANsymphony REST service: no storage behind it\n');
  process.stdout.write(`${JSON.stringify({ endpoints, ca, control })}\n`);
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
