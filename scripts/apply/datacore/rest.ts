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
import { Unclear } from './failures';
import { judged } from './judgement';
import { type Reach, type Route, routesOf } from './routes';
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

const PREFIX = '/RestService/rest.svc/1.0/';
const ROUNDS = 3;

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** An id as part of a path: ids hold braces and colons. */
export const inPath = (id: string): string => encodeURIComponent(id);

export function restService(settings: DataCoreSettings, reach: Reach): Rest {
  const { user, password, ca, timing } = settings;
  // Said outright, so that not even a variable of Node’s switches it off.
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });
  const encoded = Buffer.from(`${user}:${password}`).toString('base64');
  const authorization = `Basic ${encoded}`;
  const secrets = [password, encoded];
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
        const trouble = judged(outcome, route.endpoint, what, secrets);
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
