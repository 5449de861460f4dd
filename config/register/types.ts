/** What the register (`stateful.lock`) says. */
import type { ApprovalAct } from '../model/governance';

export interface StatefulEntry {
  /** Stack that holds it, and its address there; a disk has that of its machine; a host, a stack and the estate have none. */
  readonly stack: string;
  readonly address?: string;
  /** MiB. It can only grow. */
  readonly size?: number;
  readonly mirrored?: boolean;
  /** Where the data of a volume lie, `server:pool` by their names in SANsymphony: one survives every change of the mirror. */
  readonly pools?: readonly string[];
  /** Version of a switch. It can only go up. */
  readonly version?: string;
  /** What a running machine has; less of it, or more processors than can be added while it runs, stops it. Memory in MiB. */
  readonly cpus?: number;
  /** Processors that its guest sees as one socket, written or not. A register of before it was noted has none. */
  readonly coresPerSocket?: number;
  readonly memory?: number;
  /** Networks of the cards of a machine, by position. A register of before it was noted has none. */
  readonly nics?: readonly string[];
  /** Keys of the roles that these permissions grant: a role in use cannot be deleted. */
  readonly uses?: readonly string[];
  /** It was let go and taken back: its state may not have it yet, and whoever makes it must look first whether it is there. */
  readonly returned?: true;
  /** Network cards of a host, by the distributed switch that they carry: one of each switch survives every change. */
  readonly cards?: Readonly<Record<string, readonly string[]>>;
  /** What must not change while it exists, by field: another LUN, another volume or another switch means another object. */
  readonly fixed?: Readonly<Record<string, string | number>>;
}

export interface Consent {
  readonly key: string;
  /** What is consented to; nothing else is. */
  readonly for: readonly ApprovalAct[];
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

/** Something that leaves the estate: destroyed under an approval, or left to itself where it is now described as `existing`. */
export interface Leaving extends StatefulEntry {
  /** The approval under which it is destroyed; kept when the approval itself is removed. Absent: it is let go and stays in place. */
  readonly approval?: Consent;
}

export interface Register {
  readonly keys: Readonly<Record<string, StatefulEntry>>;
  readonly leaving: Readonly<Record<string, Leaving>>;
}

export const REGISTER_FILE = 'stateful.lock';
export const EMPTY_REGISTER: Register = { keys: {}, leaving: {} };
