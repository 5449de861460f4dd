/** Faults on demand: what a network, a colleague or an unlucky moment does to a client. Not kept over a restart. */
import { Refusal } from './refusal';

/**
 * `status`: answers with an HTTP status instead of working. `hold`: never answers, before or after the work was done. `die`: the simulator
 * kills itself (SIGKILL) at a moment of a change. `no-session`: a host has no iSCSI session, so nothing can be served to it.
 */
export interface Fault {
  readonly kind: 'status' | 'hold' | 'die' | 'no-session';
  /** Of `status`: 401, 409, 500 … */
  readonly status?: number;
  /** Of `hold`: default `after`. */
  readonly when?: 'before' | 'after';
  /** Of `die`: default `after-state`. */
  readonly moment?: Moment;
  /** Of `no-session`: name of the host. */
  readonly host?: string;
  /** Only requests of this method and with this text in their path; any without. */
  readonly method?: string;
  readonly path?: string;
  /** Matching requests (or moments) that pass before it acts. Default 0. */
  readonly skip?: number;
  /** How often it acts. Default 1. */
  readonly times?: number;
}

/** Moments of a change, in order. */
export const MOMENTS = ['before-state', 'after-state', 'after-luns', 'before-answer'] as const;
export type Moment = (typeof MOMENTS)[number];

interface Armed {
  readonly fault: Fault;
  skip: number;
  times: number;
}

export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  readonly list: () => readonly Fault[];
  /** Throws where a `status` acts; says where the request is held. */
  readonly request: (method: string, path: string) => 'before' | 'after' | undefined;
  readonly moment: (moment: Moment) => void;
  readonly withoutSession: (host: string) => boolean;
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'The user name or the password is not valid.',
  409: 'The configuration is being changed by another operation.',
};

/** `die` ends the process at once, without a last word. */
export function faults(die: () => void): Faults {
  let armed: Armed[] = [];
  const acts = (matching: (fault: Fault) => boolean): Fault | undefined => {
    for (const entry of armed.filter(({ fault, times }) => times > 0 && matching(fault))) {
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.times -= 1;
      return entry.fault;
    }
    return undefined;
  };
  return {
    add: (fault) => void armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 }),
    clear: () => (armed = []),
    list: () => armed.filter(({ times }) => times > 0).map(({ fault }) => fault),
    request: (method, path) => {
      const concerns = (fault: Fault): boolean => (fault.method ?? method) === method && path.includes(fault.path ?? '');
      const fault = acts((candidate) => (candidate.kind === 'status' || candidate.kind === 'hold') && concerns(candidate));
      if (fault?.kind === 'hold') return fault.when ?? 'after';
      if (fault === undefined) return undefined;
      const status = fault.status ?? 500;
      throw new Refusal(status, MESSAGES[status] ?? 'An internal error has occurred.');
    },
    moment: (moment) => {
      if (acts((fault) => fault.kind === 'die' && (fault.moment ?? 'after-state') === moment) !== undefined) die();
    },
    withoutSession: (host) => armed.some(({ fault }) => fault.kind === 'no-session' && fault.host === host),
  };
}
