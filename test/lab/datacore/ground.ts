/** A simulated storage in this process, and the applier against it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { type ApplyAction, type ApplyFlags, runApply } from '../../../scripts/commands/apply';
import { certificates } from '../../../scripts/lab/datacore/certificate';
import type { StorageInventory } from '../../../scripts/lab/datacore/inventory';
import { startSimulator } from '../../../scripts/lab/datacore/start';
import type { Shell } from '../../../scripts/shell';
import { UsageError } from '../../../scripts/usage-error';
import { AS_OF } from '../../support/estates';
import { PROJECT } from '../../support/needs';

export const INVENTORY: StorageInventory = {
  serverGroup: 'Ville',
  servers: [
    {
      name: 'dcs-mairie',
      site: 'mairie',
      management: '10.0.10.21',
      pools: [{ name: 'ssd-mairie', capacityMib: 4 * 1024 ** 2, allocationUnitMib: 128 }],
    },
    {
      name: 'dcs-agglo',
      site: 'agglo',
      management: '10.0.10.22',
      pools: [{ name: 'ssd-agglo', capacityMib: 4 * 1024 ** 2, allocationUnitMib: 128 }],
    },
  ],
};

export const USER = 'cordee';
export const PASSWORD = 'Geheim-4711:è';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An order as the stack of `minimal` writes it. */
export const ORDER = {
  name: 'donnees',
  serverGroup: 'Ville',
  sizeMib: 10 * 1024,
  mirrored: true,
  pools: [
    { server: 'dcs-agglo', management: '10.0.10.22', pool: 'ssd-agglo', site: 'agglo' },
    { server: 'dcs-mairie', management: '10.0.10.21', pool: 'ssd-mairie', site: 'mairie' },
  ],
  preferred: 'mairie',
  profile: 'Normal',
  lun: 1,
  snapshots: null as { readonly every: number; readonly keep: number } | null,
  hosts: [
    { name: 'esx-agglo.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-agglo' },
    { name: 'esx-mairie.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-mairie' },
  ],
};
export type TestOrder = typeof ORDER;

/** No waiting that a test would notice. */
export const QUICK = { connect: 2000, answer: 1500, pause: 5, recovery: 2000, poll: 5 };

export interface Ground {
  readonly folder: string;
  readonly facts: string;
  readonly ca: string;
  readonly endpoints: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A request to the REST service as a client would send it; `headers` replace the usual ones. */
  readonly rest: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly list: (collection: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly apply: (
    action: ApplyAction,
    order?: unknown,
    more?: { readonly flags?: ApplyFlags; readonly where?: object; readonly environment?: Readonly<Record<string, string>> },
  ) => Promise<Ran>;
  /** The file of LUNs, and the address of control, as a simulated vCenter and a lab want them. */
  readonly lunsFile: string;
  readonly controlUrl: string;
  readonly luns: () => unknown;
  readonly factsText: () => unknown;
  readonly end: () => Promise<void>;
}

export async function ground({ recoveryMs = 0, inventory = INVENTORY } = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const [luns, facts] = [join(folder, 'luns.json'), join(folder, 'facts', 'minimal.json')];
  const credentials = { user: USER, password: PASSWORD };
  const die = (): never => {
    throw new Error('only a process of its own can die');
  };
  const state = join(folder, 'state');
  useCertificates(state);
  const simulator = await startSimulator({ inventory, state, luns, listen: '127.0.0.1:0', recoveryMs, credentials, die });
  const { endpoints, ca } = simulator;
  const caText = readFileSync(ca, 'utf8');
  const environment = {
    DATACORE_USER: USER,
    DATACORE_PASSWORD: PASSWORD,
    CORDEE_DATACORE_CA: ca,
    CORDEE_DATACORE_ENDPOINTS: endpoints.join(','),
  };
  const printed: string[] = [];
  const usual = { Authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`, ServerHost: '10.0.10.21' };
  const restAt = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = usual): Promise<Answer> =>
    ask(method, `${String(endpoints[0])}/RestService/rest.svc/1.0/${path}`, caText, headers, body);
  return {
    folder,
    facts,
    ca,
    endpoints,
    environment,
    rest: restAt,
    list: async (collection) => (await restAt('GET', collection)).body as readonly Readonly<Record<string, unknown>>[],
    control: (method, path, body) => ask(method, new URL(path, simulator.control).href, caText, {}, body),
    apply: async (action, order = ORDER, { flags = { dryRun: false }, where = {}, environment: more = {} } = {}) => {
      const servers = INVENTORY.servers.map(({ name, management }) => ({ server: name, management }));
      const ran = await applied(action, flags, {
        CORDEE_ORDER: JSON.stringify(order),
        CORDEE_WHERE: JSON.stringify({ endpoints: ['https://192.0.2.1'], servers, facts, ...where }),
        ...environment,
        ...more,
      });
      printed.push(ran.out, ran.err);
      return ran;
    },
    lunsFile: luns,
    controlUrl: simulator.control,
    luns: () => (JSON.parse(readFileSync(luns, 'utf8')) as { luns: unknown }).luns,
    factsText: () => JSON.parse(readFileSync(facts, 'utf8')) as unknown,
    end: async () => {
      await simulator.close();
      rmSync(folder, { recursive: true });
      expect(secretsIn(printed.join('\n'))).toEqual([]);
    },
  };
}

let made = '';
afterAll(() => {
  if (made !== '') rmSync(made, { recursive: true });
});
/** Making certificates takes longer than most tests: they are made once for a file of tests. */
export function useCertificates(state: string): void {
  if (made === '') {
    made = mkdtempSync(join(tmpdir(), 'cordee-'));
    certificates(made);
  }
  mkdirSync(state, { recursive: true });
  if (!existsSync(join(state, 'ca.pem'))) cpSync(made, state, { recursive: true });
}

/** Every form in which the password could have been printed. */
export const secretsIn = (text: string): readonly string[] =>
  [PASSWORD, Buffer.from(`${USER}:${PASSWORD}`).toString('base64'), encodeURIComponent(PASSWORD)].filter((secret) => text.includes(secret));

/** As the command line would run it, without its waiting times. */
async function applied(action: ApplyAction, flags: ApplyFlags, environment: Readonly<Record<string, string>>): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const shell: Shell = {
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
    colors: pc.createColors(false),
    projectFolder: PROJECT,
    shortPath: (path) => path,
    today: AS_OF,
    program: 'tested',
    debug: false,
  };
  let code = 1;
  try {
    code = await runApply(action, flags, environment, shell, QUICK);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err.push(`cordee: ${error.message}`, ...(error.remedy === undefined ? [] : [`        ${error.remedy}`]));
  }
  return { code, out: out.join('\n'), err: err.join('\n') };
}

export function ask(method: string, url: string, ca: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(url, { method, ca, headers: { ...headers }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        done({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) });
      });
    });
    sent.on('error', failed);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
