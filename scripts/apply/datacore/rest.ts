/**
 * The REST service as a whole: where it is asked, who asks, and what is done when it does not answer.
 *
 * | What happened | Reading | Writing |
 * | --- | --- | --- |
 * | no connection (refused, unreachable, time-out) | the next endpoint, three rounds | the same: nothing was asked |
 * | no answer, connection broken, 5xx | the next endpoint, three rounds | `Unclear`: read first |
 * | 409 | the next round | `Unclear` |
 * | 401, 403 | stops: a second try could lock the account | stops |
 * | certificate not believed | stops: another endpoint would hide it | stops |
 * | any other refusal | `Refused` | `Refused` |
 */
import { Agent } from 'node:https';
import { UsageError } from '../../usage-error';
import { exchange, type Message, type Outcome } from './exchange';
import { Refused, Unclear } from './failures';
import type { DataCoreSettings } from './settings';

export interface Rest {
  /** Reads a collection or an item: `virtualdisks`, `virtualdisks/ID`. */
  readonly read: (path: string) => Promise<unknown>;
  /** Writes; `what` says it in words, for messages: `create virtual disk x`. */
  readonly write: (
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    what: string,
    body?: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>;
}

export interface Reach {
  readonly endpoints: readonly string[];
  /** Servers of the group that a request may name: the service asks for their management address. */
  readonly servers: readonly { readonly server: string; readonly management: string }[];
}

const PREFIX = '/RestService/rest.svc/1.0/';
const ROUNDS = 3;

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** An id as part of a path: ids hold braces and colons. */
export const inPath = (id: string): string => encodeURIComponent(id);

export function restService(settings: DataCoreSettings, reach: Reach): Rest {
  const { user, password, ca, timing } = settings;
  // Said outright, so that not even a variable of Node’s switches it off.
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const routes = routesOf(settings.endpoints ?? reach.endpoints, reach.servers);
  // Whoever answered last is asked first: a dead endpoint costs its time-out once.
  let first = 0;

  const send = async (route: Route, method: Message['method'], path: string, text: string | undefined): Promise<Outcome> => {
    const headers = {
      Authorization: authorization,
      ServerHost: route.serverHost,
      Accept: 'application/json',
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    return exchange(agent, { method, url: `${route.endpoint}${PREFIX}${path}`, headers, body: text }, timing);
  };

  const request = async (method: Message['method'], path: string, what: string, body: unknown): Promise<unknown> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const failures = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) await pause(timing.pause * round);
      for (let step = 0; step < routes.length; step++) {
        const index = (first + step) % routes.length;
        const route = routes[index];
        if (route === undefined) continue;
        const outcome = await send(route, method, path, text);
        const trouble = judged(outcome, route.endpoint, what);
        if (typeof trouble !== 'string') {
          first = index;
          return trouble.value;
        }
        if (method !== 'GET' && outcome.kind !== 'not-sent') {
          // The next look asks somebody else first.
          first = (index + 1) % routes.length;
          throw new Unclear(what, `${route.endpoint}: ${trouble}`);
        }
        failures.set(route.endpoint, trouble);
      }
    }
    const each = [...failures].map(([endpoint, why]) => `${endpoint}: ${why}`).join('; ');
    throw new UsageError(
      `no REST service of the storage answers (${each})`,
      'is the service running, and reachable from here? Nothing was changed by this call; apply again when it answers',
    );
  };
  return {
    read: (path) => request('GET', path, `read ${path}`, undefined),
    write: (method, path, what, body) => request(method, path, what, body),
  };
}

interface Route {
  readonly endpoint: string;
  readonly serverHost: string;
}

/**
 * Endpoints in their order. One that lies on a server names that server; one that lies elsewhere names each in turn, every endpoint
 * beginning with another.
 */
function routesOf(endpoints: readonly string[], servers: Reach['servers']): readonly Route[] {
  return endpoints.flatMap((endpoint, index) => {
    const own = servers.find(({ management }) => management === new URL(endpoint).hostname.replace(/^\[|\]$/g, ''));
    if (own !== undefined) return [{ endpoint, serverHost: own.management }];
    return servers.map((_, step) => ({ endpoint, serverHost: servers[(index + step) % servers.length]?.management ?? '' }));
  });
}

/** The value of an answer; or, as a text, why another endpoint (or another look) is needed. Throws what must not be tried again. */
function judged(outcome: Outcome, endpoint: string, what: string): string | { readonly value: unknown } {
  if (outcome.kind === 'untrusted') {
    throw new UsageError(
      `${endpoint} shows a certificate that is not believed (${outcome.why})`,
      'put the certificate of your CA (PEM) into a file and name it in CORDEE_DATACORE_CA; verification cannot be switched off',
    );
  }
  if (outcome.kind !== 'answer') return outcome.why;
  const { status, text } = outcome;
  if (status >= 200 && status < 300) return { value: text === '' ? undefined : parsed(text, endpoint) };
  const { code, said } = refusalIn(text);
  if (status === 401 || status === 403) {
    throw new UsageError(
      `${endpoint} does not accept DATACORE_USER and DATACORE_PASSWORD (${String(status)}: ${said})`,
      'correct them; nothing was tried a second time, so that no account is locked',
    );
  }
  if (status === 409 || (status >= 500 && status !== 501)) return `${String(status)}: ${said}`;
  throw new Refused(status, code, what, said);
}

function parsed(text: string, endpoint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${endpoint} answers something that is no JSON`, 'is this really the REST service of SANsymphony?');
  }
}

/** `{"ErrorCode": 9, "ErrorMessage": "…"}`; some versions say `Message`. A page of HTML has neither. */
function refusalIn(text: string): { readonly code: number | undefined; readonly said: string } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const message = fields['ErrorMessage'] ?? fields['Message'];
  const code = fields['ErrorCode'];
  return {
    code: typeof code === 'number' ? code : undefined,
    said: typeof message === 'string' && message !== '' ? message.trim().replace(/\s+/g, ' ') : 'it gives no reason',
  };
}
