/** Faults on demand: what a network, a colleague or an unlucky moment does to a client. Not kept over a restart. */
/**
 * `status`: answers with an HTTP status instead of working. `hold`: never answers, before or after the work was done. `slow`: answers late.
 * `torn`: half an answer, then the connection breaks; `stall`: half an answer, then nothing more. `twin`: a name that is taken is given again.
 * `stale`: what the same request was answered before, as a service does that has not yet taken notice.
 * `die`: the simulator kills itself (SIGKILL) at a moment of a change. `no-session`: a host has no iSCSI session, so nothing can be served to it.
 */
export const FAULT_KINDS = ['status', 'hold', 'slow', 'torn', 'stall', 'stale', 'twin', 'die', 'no-session'] as const;

export interface Fault {
  readonly kind: (typeof FAULT_KINDS)[number];
  /** Of `status`: 401, 409, 500 … */
  readonly status?: number;
  /** Of `status`: what it says. */
  readonly message?: string;
  /** Of `hold`: default `after`. */
  readonly when?: 'before' | 'after';
  /** Of `slow`: milliseconds. */
  readonly ms?: number;
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

/** What a fault makes of one request. */
export type Manner = Pick<Fault, 'kind' | 'status' | 'message' | 'when' | 'ms'>;
const MANNERS: readonly Fault['kind'][] = ['status', 'hold', 'slow', 'torn', 'stall', 'stale'];

interface Armed {
  readonly fault: Fault;
  skip: number;
  times: number;
}

export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  readonly list: () => readonly Fault[];
  readonly request: (method: string, path: string) => Manner | undefined;
  readonly moment: (moment: Moment) => void;
  readonly withoutSession: (host: string) => boolean;
  /** True where a second disk may have the name of another. */
  readonly twin: () => boolean;
}

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
      return acts((candidate) => MANNERS.includes(candidate.kind) && concerns(candidate));
    },
    moment: (moment) => {
      if (acts((fault) => fault.kind === 'die' && (fault.moment ?? 'after-state') === moment) !== undefined) die();
    },
    withoutSession: (host) => armed.some(({ fault }) => fault.kind === 'no-session' && fault.host === host),
    twin: () => acts(({ kind }) => kind === 'twin') !== undefined,
  };
}
