/** What a rehearsal does to the simulated storage: faults, sites that are lost and come back, and a look at it. */
import { type Fault, FAULT_KINDS, MOMENTS } from './faults';
import { conditionOf, loseSite, restoreSite, splitMirror } from './mirror';
import { badRequest, Refusal } from './refusal';
import type { World } from './world';

export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Counted by the listeners. */
export interface Traffic {
  requests: number;
  /** Requests that wait for an answer which never comes. */
  held: number;
  /** What each request for reading was answered last. */
  readonly last: Map<string, unknown>;
}

/** Answers a request of the control listener. Throws `Refusal`. */
export function control(world: World, traffic: Traffic, { method, path, body }: ControlRequest): unknown {
  const [, site, deed] = /^\/lab\/sites\/([^/]+)\/(lose|restore)$/.exec(path) ?? [];
  if (method === 'GET' && path === '/lab/status') return status(world, traffic);
  if (path === '/lab/faults' && method === 'POST') {
    world.faults.add(faultIn(body));
    return status(world, traffic);
  }
  if (path === '/lab/faults' && method === 'DELETE') {
    world.faults.clear();
    return status(world, traffic);
  }
  if (method === 'POST' && site !== undefined) {
    const sites = [...new Set(world.state.servers.map((server) => server.site))];
    if (!sites.includes(site)) throw new Refusal(404, `there is no site ${site}, only ${sites.join(', ')}`);
    if (deed === 'lose') loseSite(world.state, site, world.now());
    else restoreSite(world.state, site, world.now(), world.recoveryMs);
    world.commit();
    return status(world, traffic);
  }
  const [, disk, kept] = /^\/lab\/disks\/([^/]+)\/keep\/([^/]+)$/.exec(path) ?? [];
  if (method === 'POST' && disk !== undefined && kept !== undefined) {
    splitMirror(world.state, decodeURIComponent(disk), decodeURIComponent(kept));
    world.commit();
    return status(world, traffic);
  }
  throw new Refusal(404, `there is no ${method} ${path}; see the simulator’s README`);
}

const FIELDS: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  kind: (value) => FAULT_KINDS.some((kind) => kind === value),
  status: (value) => Number.isInteger(value) && Number(value) >= 400 && Number(value) < 600,
  message: (value) => typeof value === 'string',
  ms: (value) => Number.isInteger(value) && Number(value) >= 0,
  when: (value) => value === 'before' || value === 'after',
  moment: (value) => MOMENTS.some((moment) => moment === value),
  host: (value) => typeof value === 'string',
  method: (value) => typeof value === 'string',
  path: (value) => typeof value === 'string',
  skip: (value) => Number.isInteger(value) && Number(value) >= 0,
  times: (value) => Number.isInteger(value) && Number(value) >= 1,
};

function faultIn(text: string): Fault {
  const fault: unknown = JSON.parse(text);
  if (typeof fault !== 'object' || fault === null || !('kind' in fault)) throw badRequest('a fault is a JSON object with a `kind`');
  for (const [name, value] of Object.entries(fault)) {
    const allowed = (FIELDS as Readonly<Record<string, ((value: unknown) => boolean) | undefined>>)[name];
    if (allowed?.(value) !== true) throw badRequest(`a fault cannot have \`${name}\`: ${JSON.stringify(value)}`);
  }
  return fault as Fault;
}

const status = ({ state, faults, now }: World, { requests, held }: Traffic): unknown => ({
  simulator: 'DataCore SANsymphony REST',
  requests,
  held,
  sites: Object.fromEntries(state.servers.map(({ site, up }) => [site, up ? 'up' : 'lost'])),
  faults: faults.list(),
  disks: state.disks.map((disk) => ({
    name: disk.name,
    naa: `naa.${disk.scsiId.toLowerCase()}`,
    size: disk.size,
    ...conditionOf(state, disk, now()),
    hosts: [...new Set(state.units.filter(({ diskId }) => diskId === disk.id).map(({ hostId }) => hostId))]
      .map((id) => state.hosts.find((host) => host.id === id)?.name ?? id)
      .sort(),
  })),
});
