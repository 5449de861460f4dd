/** Asks a simulator’s own endpoint. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { UsageError } from '../usage-error';
import { refuseUnlessLoopback } from './loopback';

/** Milliseconds that a simulator has for an answer: it works in memory. */
const PATIENCE = 60_000;

/**
 * The JSON of the answer. The simulated vCenter signs its own certificate (no `ca`): it is believed because it is on this machine, which is
 * looked at first. Throws a `UsageError` with what the simulator says against it, or where it does not answer within a minute.
 */
export function ask(method: 'GET' | 'POST' | 'DELETE', url: string, ca?: string): Promise<unknown> {
  refuseUnlessLoopback({ 'the address of a simulator': url });
  const trust = ca === undefined ? { rejectUnauthorized: false } : { ca: readFileSync(ca) };
  return new Promise((done, refuse) => {
    const sent = request(url, { method, agent: false, ...trust }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        if (response.statusCode !== 200) refuse(new UsageError(`${method} ${url}: ${errorIn(text)}`));
        else done(JSON.parse(text));
      });
    });
    const silent = (why: string): void =>
      refuse(new UsageError(`a simulator does not answer at ${url}: ${why}`, 'start it anew, for the same estate: cordee lab up -e …'));
    sent.setTimeout(PATIENCE, () => sent.destroy(new Error(`nothing for ${String(PATIENCE / 1000)} s`)));
    sent.on('error', (error) => silent(error.message));
    sent.end();
  });
}

/** The simulated vCenter says `error`, the simulated DataCore what the real one calls it. */
function errorIn(text: string): string {
  try {
    const { error, ErrorMessage } = JSON.parse(text) as { error?: string; ErrorMessage?: string };
    return error ?? ErrorMessage ?? text;
  } catch {
    return text;
  }
}
