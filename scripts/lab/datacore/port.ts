/** The port of a listener: the one that an earlier run had. */
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Milliseconds that a restart waits for a port which the process before it is still giving back. */
const PORT_PATIENCE = 5_000;

/** The port that it listens on. One that an earlier run had is waited for; where somebody else has it, another is taken. */
export async function bound(server: Server, host: string, port: number): Promise<number> {
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
