/** A simulated storage in this process, and the applier against it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ApplyAction, ApplyFlags } from '../../../scripts/commands/apply';
import { certificates } from '../../../scripts/lab/datacore/certificate';
import { startSimulator } from '../../../scripts/lab/datacore/start';
import { applied, type Ran, secretsIn } from './applied';
import { INVENTORY, ORDER, PASSWORD, USER, whereText } from './orders';
import { type Answer, ask } from './requests';

export { QUICK, type Ran, secretsIn } from './applied';
export { ESTATE, INVENTORY, ORDER, PASSWORD, type TestOrder, USER } from './orders';
export type { Answer } from './requests';

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
  readonly writeFacts: (facts: unknown) => void;
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
      const ran = await applied(action, flags, {
        CORDEE_ORDER: JSON.stringify(order),
        CORDEE_WHERE: whereText(facts, where),
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
    writeFacts: (value) => {
      mkdirSync(dirname(facts), { recursive: true });
      writeFileSync(facts, JSON.stringify(value));
    },
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
