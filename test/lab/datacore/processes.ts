/** The simulator and the applier as processes of their own, from the built files: they can be killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../support/needs';
import { type Answer, ask, INVENTORY, ORDER, PASSWORD, type Ran, secretsIn, USER, useCertificates } from './ground';

export const build = (): void => void execFileSync(process.execPath, [join(PROJECT, 'scripts/build.cjs')]);

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const ended = (child: ChildProcess): Promise<Ended> => new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));

export interface Running {
  readonly endpoints: readonly string[];
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** A folder with one simulated storage, started and started again on the same state. */
export function processGround() {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const inventory = join(folder, 'inventory.json');
  const state = join(folder, 'state');
  const luns = join(folder, 'luns.json');
  const facts = join(folder, 'facts', 'minimal.json');
  writeFileSync(inventory, JSON.stringify(INVENTORY));
  mkdirSync(state);
  useCertificates(state);
  const ca = readFileSync(join(state, 'ca.pem'), 'utf8');
  const credentials = { DATACORE_USER: USER, DATACORE_PASSWORD: PASSWORD };
  const printed: string[] = [];
  const alive = new Set<ChildProcess>();

  const started = (words: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess => {
    const child = spawn(process.execPath, [...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    return child;
  };

  const simulator = async (recoveryMs = 0): Promise<Running> => {
    const words = ['--inventory', inventory, '--state', state, '--luns', luns, '--recovery-ms', String(recoveryMs)];
    const child = started([join(PROJECT, 'dist/datacore-simulator.js'), ...words], credentials);
    const over = ended(child);
    let said = '';
    await new Promise<void>((done, failed) => {
      child.stdout?.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.split('\n').length > 2) done();
      });
      void over.then(() => failed(new Error(`the simulator ended: ${said}`)));
    });
    const [, line = ''] = said.split('\n');
    const { endpoints, control } = JSON.parse(line) as { endpoints: string[]; control: string };
    return {
      endpoints,
      ended: over,
      kill: (signal) => {
        child.kill(signal);
        return over;
      },
      control: (method, path, body) => ask(method, new URL(path, control).href, ca, {}, body),
    };
  };

  /** An applier that is under way; `done` is what it printed and how it ended. */
  const applier = (action: string, order: unknown, endpoints: readonly string[]) => {
    const servers = INVENTORY.servers.map(({ name, management }) => ({ server: name, management }));
    const child = started([join(PROJECT, 'dist/cordee.js'), 'apply', action], {
      ...credentials,
      CORDEE_DATACORE_CA: join(state, 'ca.pem'),
      CORDEE_DATACORE_ENDPOINTS: endpoints.join(','),
      CORDEE_ORDER: JSON.stringify(order),
      CORDEE_WHERE: JSON.stringify({ endpoints: ['https://192.0.2.1'], servers, facts }),
    });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout?.on('data', (text: Buffer) => out.push(text.toString()));
    child.stderr?.on('data', (text: Buffer) => err.push(text.toString()));
    const done = ended(child).then(({ code, signal }): Ran & { readonly signal: NodeJS.Signals | null } => {
      printed.push(...out, ...err);
      return { code: code ?? -1, signal, out: out.join(''), err: err.join('') };
    });
    return { done, kill: () => child.kill('SIGKILL') };
  };

  const rest = (endpoint: string, collection: string): Promise<Answer> => {
    const authorization = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    const headers = { Authorization: authorization, ServerHost: '10.0.10.21' };
    return ask('GET', `${endpoint}/RestService/rest.svc/1.0/${collection}`, ca, headers);
  };

  return {
    folder,
    facts,
    state,
    luns,
    simulator,
    applier,
    list: async (running: Running, collection: string) =>
      (await rest(String(running.endpoints[0]), collection)).body as readonly Readonly<Record<string, unknown>>[],
    end: async (): Promise<void> => {
      for (const child of alive) {
        const over = ended(child);
        child.kill('SIGKILL');
        await over;
      }
      rmSync(folder, { recursive: true, force: true });
      expect(secretsIn(printed.join(''))).toEqual([]);
    },
  };
}

export type ProcessGround = ReturnType<typeof processGround>;

/** The whole of what must be there once the order has been applied: nothing doubled, nothing lost. */
export async function inventoryOf(ground: ProcessGround, running: Running): Promise<unknown> {
  const disks = await ground.list(running, 'virtualdisks');
  const hosts = await ground.list(running, 'hosts');
  const ports = await ground.list(running, 'ports');
  const paths = (await ground.list(running, 'virtuallogicalunits')).filter(({ Type }) => Type === 1);
  return {
    disks: disks.map(({ Alias, Size }) => ({ Alias, Size })),
    hosts: hosts.map(({ Caption }) => Caption).sort(),
    ports: ports.map(({ PortName }) => PortName).sort(),
    paths: paths.length,
    luns: (JSON.parse(readFileSync(ground.luns, 'utf8')) as { luns: { naa: string }[] }).luns,
    facts: JSON.parse(readFileSync(ground.facts, 'utf8')) as unknown,
  };
}

/** What it is for one volume on both hosts. */
export function expected(device: string, sizeMib = ORDER.sizeMib, more: object = {}): unknown {
  const names = ORDER.hosts.map(({ name }) => name);
  return {
    disks: [{ Alias: ORDER.name, Size: { Value: sizeMib * 1024 ** 2 } }],
    hosts: names,
    ports: ORDER.hosts.map(({ iqn }) => iqn),
    paths: 4,
    luns: [{ naa: device, sizeMib, lun: 1, hosts: names }],
    facts: { volumes: { [ORDER.name]: { device, ...more } } },
  };
}
