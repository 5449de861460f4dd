/** The simulator as a process of its own, from the built file: it can be killed, and started again on the same state. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../support/needs';
import { applied, type Ran, secretsIn } from './applied';
import { type Ended, ended, started } from './child-applier';
import { useCertificates } from './ground';
import { INVENTORY, PASSWORD, USER, whereText } from './orders';
import { type Answer, ask } from './requests';

export interface Running {
  readonly endpoints: readonly string[];
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** A folder with one simulated storage. */
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

  const simulator = async (recoveryMs = 0): Promise<Running> => {
    const words = ['--inventory', inventory, '--state', state, '--luns', luns, '--recovery-ms', String(recoveryMs)];
    const child = started(folder, [join(PROJECT, 'dist/datacore-simulator.js'), ...words], credentials);
    alive.add(child);
    child.once('exit', () => alive.delete(child));
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

  const rest = (endpoint: string, collection: string): Promise<Answer> => {
    const authorization = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    return ask('GET', `${endpoint}/RestService/rest.svc/1.0/${collection}`, ca, { Authorization: authorization, ServerHost: '10.0.10.21' });
  };

  return {
    folder,
    facts,
    luns,
    simulator,
    /** In this process: only the storage dies. */
    apply: async (order: unknown, endpoints: readonly string[]): Promise<Ran> => {
      const ran = await applied(
        'volume',
        { dryRun: false },
        {
          ...credentials,
          CORDEE_DATACORE_CA: join(state, 'ca.pem'),
          CORDEE_DATACORE_ENDPOINTS: endpoints.join(','),
          CORDEE_ORDER: JSON.stringify(order),
          CORDEE_WHERE: whereText(facts),
        },
      );
      printed.push(ran.out, ran.err);
      return ran;
    },
    list: async ({ endpoints: [endpoint] }: Running, collection: string) =>
      (await rest(String(endpoint), collection)).body as readonly Readonly<Record<string, unknown>>[],
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
