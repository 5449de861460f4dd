/** How the storage is reached, from the environment of whoever runs Terraform: never from a file, an order or an option. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from '../../usage-error';
import { endpointsIn } from './endpoint';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface DataCoreSettings {
  readonly user: string;
  readonly password: string;
  /** PEM of the only CA whose certificates are accepted; undefined: those that Node trusts. */
  readonly ca: string | undefined;
  /** URLs in place of those of the order. */
  readonly endpoints: readonly string[] | undefined;
  /** Milliseconds. */
  readonly timing: Timing;
}

export interface Timing {
  /** Until a connection stands. */
  readonly connect: number;
  /** From the request to the end of its answer. */
  readonly answer: number;
  /** Before endpoints that did not answer are tried again, and before an unclear outcome is looked at. */
  readonly pause: number;
  /** For a mirror to be up to date. */
  readonly recovery: number;
  /** Between two looks at a mirror. */
  readonly poll: number;
}

const SECOND = 1000;

export function dataCoreSettings(environment: Environment): DataCoreSettings {
  const given = (name: string): string | undefined => (environment[name] === '' ? undefined : environment[name]);
  const user = given('DATACORE_USER');
  const password = given('DATACORE_PASSWORD');
  if (user === undefined || password === undefined) {
    const missing = [user === undefined ? ['DATACORE_USER'] : [], password === undefined ? ['DATACORE_PASSWORD'] : []].flat();
    throw new UsageError(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
      'set them in the environment of whoever runs Terraform; they are read from nowhere else',
    );
  }
  // Basic authentication ends the name at its first colon.
  if (user.includes(':'))
    throw new UsageError(
      'DATACORE_USER holds a colon (it is not shown)',
      'write the name alone; the password belongs into DATACORE_PASSWORD',
    );
  const endpoints = given('CORDEE_DATACORE_ENDPOINTS');
  const seconds = (name: string, otherwise: number, least: number): number => {
    const text = given(name) ?? String(otherwise);
    if (!/^\d{1,6}$/.test(text) || Number(text) < least)
      throw new UsageError(`${name} is \`${text}\``, `allowed: seconds, as ${String(otherwise)}`);
    return Number(text) * SECOND;
  };
  return {
    user,
    password,
    ca: caOf(given('CORDEE_DATACORE_CA')),
    endpoints: endpoints === undefined ? undefined : endpointsIn('CORDEE_DATACORE_ENDPOINTS', endpoints),
    timing: {
      connect: 5 * SECOND,
      answer: seconds('CORDEE_DATACORE_TIMEOUT', 60, 1),
      pause: SECOND,
      recovery: seconds('CORDEE_DATACORE_WAIT', 600, 0),
      poll: SECOND,
    },
  };
}

function caOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`CORDEE_DATACORE_CA names \`${file}\`, which cannot be read`, 'name a file with the certificate of your CA (PEM)');
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate))
    throw new UsageError(
      `CORDEE_DATACORE_CA names \`${file}\`, which holds ${certificates.length === 0 ? 'no certificate' : 'a damaged certificate'}`,
      'it must be PEM: -----BEGIN CERTIFICATE----- …',
    );
  return text;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
