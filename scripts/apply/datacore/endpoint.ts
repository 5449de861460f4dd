/** The address of a REST service: https, a host and perhaps a port. A user name or password in it is refused, and shown nowhere. */
import { UsageError } from '../../usage-error';
import { type Shape, shown } from '../shape';

const ALLOWED = 'https://HOST or https://HOST:PORT';
const NO_LOGIN = `${ALLOWED}, without a user name or password: these come from DATACORE_USER and DATACORE_PASSWORD alone (if it was in a file, change the password)`;
const TLS = `${ALLOWED}: without TLS the password could be read on its way`;

/** An @ or a coded one: what stands before it may be a password, however torn the rest is. */
const mayHoldPassword = (value: string): boolean => /[@＠﹫]|%40/i.test(value);

/** Why the text is no endpoint, as what is allowed instead; undefined where it is one. */
function wrongWith(value: string): string | undefined {
  if (mayHoldPassword(value)) return NO_LOGIN;
  if (!URL.canParse(value)) return ALLOWED;
  const { protocol, pathname, search, hash, hostname } = new URL(value);
  if (protocol === 'http:') return TLS;
  return protocol === 'https:' && hostname !== '' && /^\/*$/.test(pathname) && search === '' && hash === '' ? undefined : ALLOWED;
}

/** What follows a ? or # may be a secret as well. */
const concealed = (value: string): string =>
  mayHoldPassword(value) ? 'not shown: it holds a user name or password' : shown(value.replace(/[?#].*$/s, '…'));

export const endpointShape: Shape<string> = {
  faultIn: (value, at) => {
    if (typeof value !== 'string') return { at, shown: shown(value), allowed: ALLOWED };
    const allowed = wrongWith(value);
    return allowed === undefined ? undefined : { at, shown: concealed(value), allowed };
  },
};

/** As it is asked: without a slash at its end. */
export const originOf = (endpoint: string): string => new URL(endpoint).origin;

/** Endpoints of a setting, separated by commas. Throws a `UsageError` with the first that is none. */
export function endpointsIn(variable: string, value: string): readonly string[] {
  return value.split(',').map((entry, index) => {
    const given = entry.trim();
    const fault = endpointShape.faultIn(given, '');
    if (fault === undefined) return originOf(given);
    throw new UsageError(
      `entry ${String(index + 1)} of ${variable} is ${fault.shown}`,
      `allowed: ${fault.allowed}; several are separated by commas`,
    );
  });
}
