/** The https listeners: one per storage site, which is closed while the site is lost, and one for control. Loopback only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificates } from './certificate';
import { control, type Traffic } from './control';
import { Refusal } from './refusal';
import { answer, type Credentials } from './rest';
import type { World } from './world';

export interface Listening {
  /** URLs of the sites, in their order. */
  readonly endpoints: readonly string[];
  readonly control: string;
  readonly close: () => Promise<void>;
}

const CONTROL = 'control';
/** Milliseconds that a restart waits for a port which the process before it is still giving back. */
const PORT_PATIENCE = 5_000;

export async function listen(
  world: World,
  certificates: Certificates,
  address: string,
  credentials: Credentials | undefined,
): Promise<Listening> {
  const { state } = world;
  const traffic: Traffic = { requests: 0, held: 0 };
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
    const held = (): void => {
      traffic.held += 1;
      request.socket.once('close', () => (traffic.held -= 1));
    };
    send(
      world,
      response,
      () => {
        const hold = world.faults.request(method, path);
        if (hold === 'before') return HELD;
        const said = answer(world, { method, path, authorization, serverHost, body }, credentials);
        return hold === 'after' ? HELD : said;
      },
      held,
    );
  };
  const controlled = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    send(world, response, () => control(world, traffic, { method: request.method ?? '', path: request.url ?? '', body }));
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

const HELD = Symbol('never answered');

function send(world: World, response: ServerResponse, work: () => unknown, held: () => void = () => undefined): void {
  const reply = (status: number, value: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(value === undefined ? '' : JSON.stringify(value));
  };
  try {
    const value = work();
    if (value === HELD) {
      held();
      return;
    }
    world.faults.moment('before-answer');
    reply(200, value);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, error instanceof Error ? error.message : String(error));
    reply(refusal.status, { ErrorCode: refusal.code, ErrorMessage: refusal.message });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** The port that it listens on. One that an earlier run had is waited for; where somebody else has it, another is taken. */
async function bound(server: Server, host: string, port: number): Promise<number> {
  const attempt = (wanted: number): Promise<number> =>
    new Promise((done, failed) => {
      server.once('error', failed);
      server.listen(wanted, host, () => {
        server.removeListener('error', failed);
        done((server.address() as AddressInfo).port);
      });
    });
  const inUse = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
  for (let waited = 0; waited < PORT_PATIENCE; waited += 100) {
    try {
      return await attempt(port);
    } catch (error) {
      if (!inUse(error)) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  return attempt(0);
}
