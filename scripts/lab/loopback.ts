/** The one guard before anything is started: a rehearsal talks to this machine and to nothing else. */
import { UsageError } from '../usage-error';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Addresses are URLs, or `host:port`. A name is refused even if it is `localhost`: what it means is written elsewhere. One that holds a user
 * or a password is refused without being printed: addresses are written down.
 */
export function refuseUnlessLoopback(addresses: Readonly<Record<string, string>>): void {
  for (const [what, address] of Object.entries(addresses)) {
    if (address.includes('@'))
      throw new UsageError(
        `${what} holds a user or a password, which is not printed here: nothing was started`,
        'write the address alone; who logs in is said by variables of the environment',
      );
    if (!LOOPBACK.test(hostOf(address)))
      throw new UsageError(
        `${what} is \`${address}\`, which is not this machine: nothing was started`,
        'a rehearsal talks to the simulators on 127.0.0.1 only',
      );
  }
}

/** A text in which addresses have lost their user and password. */
export const withoutLogin = (text: string): string => text.replace(/(:\/\/)[^\s/@"']*@/g, '$1');

function hostOf(address: string): string {
  const url = address.includes('://') ? address : `https://${address}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
