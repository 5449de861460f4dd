/** One HTTPS request and what became of it. TLS is always verified: there is no setting that would change that. */
import { type Agent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Timing } from './settings';

export interface Message {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  /** The connection did not stand: nothing was asked. */
  | { readonly kind: 'not-sent'; readonly why: string }
  /** It was sent, and no whole answer came. */
  | { readonly kind: 'no-answer'; readonly why: string }
  /** Somebody answers who cannot show who they are. */
  | { readonly kind: 'untrusted'; readonly why: string };

/** Codes of Node and of OpenSSL for a certificate that is not believed. */
const UNTRUSTED = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH)/;

/** Connections that stand. One may be handed to a request that has waited for it, which Node does not call reused. */
const standing = new WeakSet<Duplex>();

export function exchange(agent: Agent, { method, url, headers, body }: Message, timing: Timing): Promise<Outcome> {
  return new Promise((done) => {
    let sent = false;
    const seconds = (milliseconds: number): string => `${String(milliseconds / 1000)} s`;
    const request = httpsRequest(url, {
      agent,
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }) },
    });
    const failed = (error: NodeJS.ErrnoException): void => {
      clearTimeout(timer);
      const why = error.code ?? error.message;
      if (UNTRUSTED.test(why)) done({ kind: 'untrusted', why });
      else done({ kind: sent ? 'no-answer' : 'not-sent', why });
    };
    const give = (milliseconds: number, why: string): NodeJS.Timeout =>
      setTimeout(() => {
        failed(new Error(why));
        request.destroy();
      }, milliseconds);
    let timer = give(timing.connect, `no connection within ${seconds(timing.connect)}`);
    const connected = (): void => {
      sent = true;
      clearTimeout(timer);
      timer = give(timing.answer, `no answer within ${seconds(timing.answer)}`);
    };
    request.on('socket', (socket) => {
      if (standing.has(socket)) {
        connected();
        return;
      }
      socket.once('secureConnect', () => {
        standing.add(socket);
        connected();
      });
    });
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      // Once an answer has begun, what breaks it is told here and not to the request.
      response.on('error', failed);
      response.on('end', () => {
        clearTimeout(timer);
        done({ kind: 'answer', status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}
