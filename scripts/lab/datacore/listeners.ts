/** The https listeners: one per storage site, which is closed while the site is lost, and one for control. Loopback only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Certificates } from './certificate';
import { control, type Traffic } from './control';
import { bound } from './port';
import { send } from './reply';
import { answer } from './rest';
import type { Credentials } from './who-asks';
import type { World } from './world';

export interface Listening {
  /** URLs of the sites, in their order. */
  readonly endpoints: readonly string[];
  readonly control: string;
  readonly close: () => Promise<void>;
}

const CONTROL = 'control';

export async function listen(
  world: World,
  certificates: Certificates,
  address: string,
  credentials: Credentials | undefined,
): Promise<Listening> {
  const { state } = world;
  const traffic: Traffic = { requests: 0, held: 0, last: new Map() };
  const [host = '127.0.0.1', port = '0'] = address.split(':');
  const sites = [...new Set(state.servers.map(({ site }) => site))];
  const open = new Map<string, Server>();
  const start = async (name: string): Promise<void> => {
    const handle = name === CONTROL ? controlled : rest;
    const server = createServer({ key: certificates.key, cert: certificates.certificate }, (request, response) => {
      void handle(request, response);
    });
    // The port asked for is that of the first site; the others, and those of a restart, are found in the state.
    const wanted = state.listeners[name] ?? (name === sites[0] ? Number(port) : 0);
    state.listeners[name] = await bound(server, host, wanted);
    open.set(name, server);
  };
  const stop = async (name: string): Promise<void> => {
    const server = open.get(name);
    open.delete(name);
    if (server === undefined) return;
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  };
  const follow = async (): Promise<void> => {
    for (const site of sites) {
      const up = state.servers.some((server) => server.site === site && server.up);
      if (up && !open.has(site)) await start(site);
      if (!up) await stop(site);
    }
  };

  const rest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    traffic.requests += 1;
    const { method = '', url: path = '' } = request;
    const { authorization, serverhost } = request.headers;
    const serverHost = typeof serverhost === 'string' ? serverhost : undefined;
    const manner = world.faults.request(method, path);
    const work = (): unknown => {
      if (manner?.kind === 'stale' && traffic.last.has(path)) return traffic.last.get(path);
      const value = answer(world, { method, path, authorization, serverHost, body }, credentials);
      if (method === 'GET') traffic.last.set(path, value);
      return value;
    };
    await send(world, response, manner, work, traffic);
  };
  const controlled = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    await send(
      world,
      response,
      undefined,
      () => control(world, traffic, { method: request.method ?? '', path: request.url ?? '', body }),
      traffic,
    );
    await follow();
  };

  await start(CONTROL);
  for (const site of sites) {
    // Each gets its port at once, so that a lost site is found again where it was.
    await start(site);
  }
  await follow();
  world.commit();
  const url = (name: string): string => `https://${host}:${String(state.listeners[name])}`;
  return {
    endpoints: sites.map(url),
    control: `${url(CONTROL)}/lab/status`,
    close: async () => {
      for (const name of [...open.keys()]) await stop(name);
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
