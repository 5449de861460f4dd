/** The one guard before anything is started: a rehearsal talks to this machine and to nothing else. */
import { UsageError } from '../usage-error';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Addresses are URLs, or `host:port`. A name is refused even if it is `localhost`: what it means is written elsewhere. */
export function refuseUnlessLoopback(addresses: Readonly<Record<string, string>>): void {
  for (const [what, address] of Object.entries(addresses)) {
    if (!LOOPBACK.test(hostOf(address)))
      throw new UsageError(
        `${what} is \`${address}\`, which is not this machine: nothing was started`,
        'a rehearsal talks to the simulators on 127.0.0.1 only',
      );
  }
}

function hostOf(address: string): string {
  const url = address.includes('://') ? address : `https://${address}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
