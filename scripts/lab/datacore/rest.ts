/** The REST service: who may ask, which collection is meant, and the envelopes of its answers. */
import { diskAnswer, logicalDisksAnswer } from './answers/disks';
import { hostAnswer, mirrorUnitsAnswer, portAnswer, unitAnswer } from './answers/hosts';
import { groupAnswer, memberAnswer, poolAnswer, serverAnswer } from './answers/servers';
import { snapshotAnswer } from './answers/snapshots';
import type { Body } from './body';
import { operateHost, registerHost } from './hosts';
import { badRequest, notPublished, Refusal } from './refusal';
import { operateDisk } from './serving';
import { deleteSnapshot, takeSnapshot } from './snapshots';
import { changeDisk, createDisk, deleteDisk } from './virtual-disks';
import { addressedServer, authorized, type Credentials } from './who-asks';
import type { World } from './world';

export interface RestRequest {
  readonly method: string;
  /** Path with its query, as it was sent. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly serverHost: string | undefined;
  readonly body: string;
}

const PREFIX = '/RestService/rest.svc/1.0/';

/** Answer of a request, as a value to be written as JSON; undefined is an empty body. Throws `Refusal`. */
export function answer(world: World, request: RestRequest, credentials: Credentials | undefined): unknown {
  if (!request.path.startsWith(PREFIX)) throw new Refusal(404, `There is no service at ${request.path}.`);
  if (!authorized(request.authorization, credentials)) throw new Refusal(401, 'The user name or the password is not valid.');
  addressedServer(world, request.serverHost);
  const [path = ''] = request.path.slice(PREFIX.length).split('?');
  const [collection = '', id] = path.split('/').map(decodeURIComponent);
  switch (request.method) {
    case 'GET':
      return read(world, collection.toLowerCase(), id);
    case 'POST':
      return post(world, collection.toLowerCase(), id, parsed(request.body));
    case 'PUT':
      if (collection.toLowerCase() !== 'virtualdisks' || id === undefined) throw notPublished(`changing ${collection}`);
      return diskAnswer(world, changeDisk(world, id, parsed(request.body)));
    case 'DELETE':
      remove(world, collection.toLowerCase(), id);
      return undefined;
    default:
      throw notPublished(`the method ${request.method}`);
  }
}

function parsed(text: string): Body {
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Told below, as for any other text that is no object.
  }
  throw badRequest('The body is no JSON object.');
}

/** Collections by name, in lower case: the service does not mind the case of paths. */
const COLLECTIONS: Readonly<Record<string, (world: World) => readonly Readonly<Record<string, unknown>>[]>> = {
  servergroups: (world) => [groupAnswer(world)],
  servers: (world) => world.state.servers.map((server) => serverAnswer(world, server)),
  pools: (world) => world.state.pools.map((pool) => poolAnswer(world, pool)),
  poolmembers: (world) => world.state.pools.map((pool) => memberAnswer(world, pool)),
  virtualdisks: (world) => world.state.disks.map((disk) => diskAnswer(world, disk)),
  logicaldisks: (world) => world.state.disks.flatMap(logicalDisksAnswer),
  virtuallogicalunits: (world) => [
    ...world.state.units.map((unit) => unitAnswer(world, unit)),
    ...world.state.disks.flatMap(mirrorUnitsAnswer),
  ],
  hosts: (world) => world.state.hosts.map((host) => hostAnswer(world, host)),
  ports: (world) => world.state.ports.map((port) => portAnswer(world, port)),
  snapshots: (world) => world.state.snapshots.map((snapshot) => snapshotAnswer(world, snapshot)),
};

function read(world: World, collection: string, id: string | undefined): unknown {
  const list = COLLECTIONS[collection]?.(world);
  if (list === undefined) throw notPublished(`the collection ${collection}`);
  if (id === undefined) return list;
  // One pool cannot be asked for: a client has seen 404 and reads the list.
  const found = collection === 'pools' ? undefined : list.find((entry) => entry['Id'] === id);
  if (found === undefined) throw new Refusal(404, `${collection} has no ${id}.`);
  return found;
}

function post(world: World, collection: string, id: string | undefined, body: Body): unknown {
  if (collection === 'virtualdisks' && id === undefined) return [diskAnswer(world, createDisk(world, body))];
  if (collection === 'hosts' && id === undefined) return hostAnswer(world, registerHost(world, body));
  if (collection === 'snapshots' && id === undefined) return [snapshotAnswer(world, takeSnapshot(world, body))];
  if (collection === 'virtualdisks' && id !== undefined) {
    operateDisk(world, id, body);
    return undefined;
  }
  if (collection === 'hosts' && id !== undefined) {
    operateHost(world, id, body);
    return undefined;
  }
  throw notPublished(`creating in ${collection}`);
}

function remove(world: World, collection: string, id: string | undefined): void {
  if (collection === 'virtualdisks' && id !== undefined) deleteDisk(world, id);
  else if (collection === 'snapshots' && id !== undefined) deleteSnapshot(world, id);
  else throw notPublished(`deleting in ${collection}`);
}
