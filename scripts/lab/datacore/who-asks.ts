/** Who asks the REST service, and which server is asked. */
import { badRequest, Refusal } from './refusal';
import type { World } from './world';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Basic, encoded as everywhere, or in clear as the vendor documents it. */
export function authorized(header: string | undefined, credentials: Credentials | undefined): boolean {
  const [scheme, ...rest] = (header ?? '').split(' ');
  const sent = rest.join(' ');
  const decoded = Buffer.from(sent, 'base64').toString('utf8');
  const [user = '', password = ''] = sent.includes(' ') ? sent.split(/ (.*)/s) : decoded.split(/:(.*)/s);
  if (scheme !== 'Basic' || user === '' || password === '') return false;
  return credentials === undefined || (user === credentials.user && password === credentials.password);
}

/** Throws a `Refusal` where that server is not known, or is down. */
export function addressedServer({ state }: World, address: string | undefined): void {
  if (address === undefined || address === '') throw badRequest('The ServerHost header is missing.', 9);
  const server = state.servers.find(({ management }) => management === address);
  if (server === undefined) throw badRequest(`The server ${address} is not known.`);
  if (!server.up) throw new Refusal(500, `The connection with the server ${address} is lost.`);
}
