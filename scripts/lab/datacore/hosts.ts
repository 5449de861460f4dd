/** Hosts and their initiators. */
import { type Body, flagIn, numberIn, textIn } from './body';
import { newId, newServerId } from './ids';
import { badRequest, notPublished } from './refusal';
import { hostOf } from './serving';
import type { Host } from './state';
import type { World } from './world';

export function registerHost(world: World, body: Body): Host {
  const { state } = world;
  const name = textIn(body, 'Name');
  if (state.hosts.some((host) => host.name === name)) throw badRequest(`A host with the name ${name} already exists.`);
  const host: Host = {
    id: newServerId(),
    name,
    description: typeof body['Description'] === 'string' ? body['Description'] : '',
    operatingSystem: numberIn(body, 'OperatingSystem'),
    mpio: flagIn(body, 'MPIO'),
    alua: flagIn(body, 'Alua'),
  };
  state.hosts.push(host);
  world.commit();
  return host;
}

/** Named operations on a host. */
export function operateHost(world: World, id: string, body: Body): void {
  const host = hostOf(world, id);
  const operation = textIn(body, 'Operation');
  if (operation !== 'AssignPort') throw notPublished(`the operation ${operation} on a host`);
  const name = textIn(body, 'Port');
  const { ports } = world.state;
  if (ports.some((port) => port.name.toLowerCase() === name.toLowerCase())) {
    throw badRequest(`The port ${name} already exists.`);
  }
  ports.push({ id: newId(), name, hostId: host.id });
  world.commit();
}
