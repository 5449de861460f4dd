/** How an answer leaves: whole and at once, or as a fault has it. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Traffic } from './control';
import type { Manner } from './faults';
import { Refusal } from './refusal';
import type { World } from './world';

/** Does the work and answers it; `manner` is what a fault makes of the request. */
export async function send(
  world: World,
  response: ServerResponse,
  manner: Manner | undefined,
  work: () => unknown,
  traffic: Traffic,
): Promise<void> {
  const held = (): void => {
    traffic.held += 1;
    response.once('close', () => (traffic.held -= 1));
  };
  if (manner?.kind === 'hold' && manner.when === 'before') {
    held();
    return;
  }
  const { status, text } = answered(world, manner, work);
  if (manner?.kind === 'hold') {
    held();
    return;
  }
  if (manner?.kind === 'slow') await sleep(manner.ms ?? 0);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(Buffer.byteLength(text)) });
  if (manner?.kind !== 'torn' && manner?.kind !== 'stall') {
    response.end(text);
    return;
  }
  response.write(text.slice(0, text.length / 2));
  if (manner.kind === 'torn') setImmediate(() => response.destroy());
  else held();
}

function answered(world: World, manner: Manner | undefined, work: () => unknown): { readonly status: number; readonly text: string } {
  try {
    if (manner?.kind === 'status') throw new Refusal(manner.status ?? 500, manner.message ?? usual(manner.status));
    const value = work();
    if (manner?.kind !== 'hold') world.faults.moment('before-answer');
    return { status: 200, text: value === undefined ? '' : JSON.stringify(value) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, error instanceof Error ? error.message : String(error));
    return { status: refusal.status, text: JSON.stringify({ ErrorCode: refusal.code, ErrorMessage: refusal.message }) };
  }
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'The user name or the password is not valid.',
  409: 'The configuration is being changed by another operation.',
};
const usual = (status = 500): string => MESSAGES[status] ?? 'An internal error has occurred.';
