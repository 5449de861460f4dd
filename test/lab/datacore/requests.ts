/** Requests to a simulator, as a client would send them. */
import { request } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `ca` undefined: a simulator that has a certificate of its own. */
export function ask(
  method: string,
  url: string,
  ca: string | undefined,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(
      url,
      { method, ...(ca === undefined ? { rejectUnauthorized: false } : { ca }), headers: { ...headers }, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          done({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) });
        });
      },
    );
    sent.on('error', failed);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
