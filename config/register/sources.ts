/** What the estate is compared with: its register, and whatever remembers it beside that. */
import type { Finding } from '../finding';
import type { Pending } from './pending';
import type { Held } from './states';
import { type ParsedRegister, parseRegister } from './text';
import type { Register } from './types';

export interface Compared {
  readonly findings: readonly Finding[];
  /** What the register must say next; written only when nothing stops. */
  readonly next: Register;
  /** What the next deployments still destroy, by an approval. */
  readonly pending: readonly Pending[];
}

export interface OtherRegister {
  /** As people know it: a path. */
  readonly name: string;
  readonly text: string;
}

export interface CompareOptions {
  /** Day at which approvals are judged: one that has ended grants nothing new. Default: none has ended. */
  readonly asOf?: string;
  /** The registers of the branches that were merged, in place of the one that came out: it may hold a conflict. Default: no merge. */
  readonly merged?: readonly OtherRegister[];
  /** Register of what this is to become part of: what it knows leaves only by an approval that still stands in the files. */
  readonly base?: OtherRegister;
  /** What the last synth wrote on this machine. It may be older than the register: only what is lost or smaller is taken from it. */
  readonly last?: OtherRegister;
  /** What the states hold. Default: no state can be read. */
  readonly held?: Held;
  /** How a command is written that is about this estate. Default: `cordee` and the words. */
  readonly command?: (words: string) => string;
}

export interface Source {
  readonly kind: 'register' | 'base' | 'last';
  readonly name: string;
  readonly parsed: ParsedRegister;
}

/** Equal texts are read once: the last synth mostly left what is committed, and that of a thousand tenants is long. */
export class Sources {
  private readonly parsed = new Map<string, ParsedRegister>();

  /** `entries`: those of now, which most lines say again. */
  constructor(private readonly entries: Register['keys']) {}

  of(kind: Source['kind'], { name, text }: OtherRegister): Source {
    const parsed = this.parsed.get(text) ?? parseRegister(text, this.entries);
    this.parsed.set(text, parsed);
    return { kind, name, parsed };
  }
}
