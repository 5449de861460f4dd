/**
 * The register of what holds data (`stateful.lock`). Terraform forgets its safeguards together with the lines that are deleted, so the
 * register remembers: what vanished, shrank, moved or became another object is refused unless an approval names it. Written by synth,
 * committed.
 */
import type { Finding, Place } from '../finding';
import { inOrder, type Model } from '../model/model';
import { format } from '../model/quantities';
import { fieldPath, pathOf, statefulEntries } from './entries';
import { parseRegister, renderRegister } from './text';
import { type Consent, type Leaving, type Register, REGISTER_FILE, type StatefulEntry } from './types';

export { statefulEntries } from './entries';
export { parseRegister, renderRegister } from './text';
export * from './types';

export interface Compared {
  readonly findings: readonly Finding[];
  /** What the register must say next; written only when nothing stops. */
  readonly next: Register;
}

export interface CompareOptions {
  /** The register was merged from two branches by hand: its sum is not expected to fit. Default: false. */
  readonly merged?: boolean;
  /** Day at which approvals are judged: one that has ended grants nothing new. Default: none has ended. */
  readonly asOf?: string;
}

/** Today’s entries against the register. `place` finds a Model path; lines of the register are found in its text. */
export function compareRegister(model: Model, text: string, place: (path: string) => Place, options: CompareOptions = {}): Compared {
  const entries = statefulEntries(model);
  // The usual case, and the quick one: nothing that holds data came, went or changed.
  const next: Register = { keys: entries, leaving: {} };
  if (Object.keys(model.approvals).length === 0 && renderRegister(next) === text) return { findings: [], next };
  return new Comparison(model, text, place, entries, options).run();
}

class Comparison {
  private readonly findings: Finding[] = [];
  private readonly leaving: Record<string, Leaving> = {};
  private readonly existing: Readonly<Record<string, StatefulEntry>>;
  private readonly parsed: ReturnType<typeof parseRegister>;

  constructor(
    private readonly model: Model,
    text: string,
    private readonly place: (path: string) => Place,
    private readonly entries: Readonly<Record<string, StatefulEntry>>,
    private readonly options: CompareOptions,
  ) {
    this.parsed = parseRegister(text);
    this.existing = statefulEntries(model, true);
  }

  run(): Compared {
    const { register, malformed, intact } = this.parsed;
    for (const line of malformed) {
      const fix = 'restore it from version control; after a merge, keep the lines of both sides';
      this.refuse('register-malformed', REGISTER_FILE, lineAt(line, 1), 'this line is none that Cordée wrote', fix);
    }
    if (malformed.length === 0 && !intact && this.options.merged !== true) {
      const fix =
        'restore it from version control; after a merge of two branches, keep the lines of both and run cordee synth --merged-register';
      this.refuse('register-edited', REGISTER_FILE, lineAt(1, 1), 'the register was edited by hand: its sum does not fit its lines', fix);
    }
    for (const [key, entry] of [...Object.entries(register.leaving), ...Object.entries(register.keys)]) {
      const now = this.entries[key];
      if (now === undefined) this.gone(key, entry);
      else this.changed(key, entry, now);
    }
    this.idleApprovals();
    return { findings: this.findings, next: { keys: this.entries, leaving: this.leaving } };
  }

  private refuse(rule: string, subject: string, at: Place, message: string, fix: string, related: Finding['related'] = []): void {
    this.findings.push({ rule, severity: 'error', subject, place: at, message, fix, related });
  }

  private approvalOf(key: string): Consent | undefined {
    const live = inOrder(this.model.approvals).filter(([, { until }]) => until >= (this.options.asOf ?? until));
    const found = live.find(([, { keys }]) => keys.includes(key));
    return found === undefined ? undefined : { key: found[0], reason: found[1].reason, owner: found[1].owner, until: found[1].until };
  }

  /** Described no more: destroyed under an approval, let go where it is now described as existing, refused otherwise. */
  private gone(key: string, entry: StatefulEntry): void {
    const { register, lines } = this.parsed;
    const before = register.leaving[key];
    if (this.existing[key] !== undefined || (before !== undefined && before.approval === undefined)) {
      this.leaving[key] = entry;
      return;
    }
    const approval = this.approvalOf(key) ?? before?.approval;
    if (approval !== undefined) this.leaving[key] = { ...entry, approval };
    else if (!this.leavesWithMore(key)) {
      const [kind = ''] = key.split('/');
      const why = CARRIERS[kind] ?? 'holds data';
      const fix = 'bring it back (to rename, change the title, not the key), or add an approval that names it to approvals.yaml';
      this.refuse('stateful-vanished', key, lineAt(lines.get(key) ?? 1, key.length), `\`${key}\` ${why} and is described no more`, fix);
    }
  }

  /** A disk leaves with its machine: only the larger is asked for. */
  private leavesWithMore(key: string): boolean {
    const { register } = this.parsed;
    const [kind, owner = '', workload = ''] = key.split('/');
    const machine = `vm/${owner}/${workload}`;
    return kind === 'disk' && this.entries[machine] === undefined && (machine in register.keys || machine in register.leaving);
  }

  private changed(key: string, entry: StatefulEntry, now: StatefulEntry): void {
    const path = pathOf(this.model, key);
    const related = [{ note: 'registered here', place: lineAt(this.parsed.lines.get(key) ?? 1, key.length) }];
    const refuse = (rule: string, at: string, message: string, fix: string): void =>
      this.refuse(rule, key, this.place(at), message, fix, related);
    if (now.stack !== entry.stack) {
      const message = `\`${key}\` moves from stack \`${entry.stack}\` to \`${now.stack}\`, which would destroy it in one and make it anew in the other`;
      refuse('stateful-moved', path, message, `leave it in \`${entry.stack}\``);
    }
    if (now.size !== undefined && entry.size !== undefined && now.size < entry.size) {
      const [was, is] = [format('size', entry.size), format('size', now.size)];
      refuse(
        'stateful-shrunk',
        `${path}.size`,
        `\`${key}\` shrinks from ${was} to ${is}`,
        `keep at least ${was}: data beyond the new end would be lost`,
      );
    }
    if (this.approvalOf(key) !== undefined) return;
    if (entry.mirrored === true && now.mirrored === false) {
      refuse(
        'stateful-unmirrored',
        `${path}.mirrored`,
        `\`${key}\` loses its mirror`,
        'keep it mirrored, or add an approval that names it',
      );
    }
    for (const [field, value] of Object.entries(now.fixed ?? {})) {
      const was = entry.fixed?.[field];
      if (was === undefined || was === value) continue;
      const fix =
        field === 'environment'
          ? `the state lies under the name \`${String(was)}\`: give the folder that name again; a copy that is another estate begins its own register`
          : `leave \`${String(was)}\`; where the change is prepared by hand, add an approval that names \`${key}\``;
      refuse(
        'stateful-changed',
        fieldPath(path, key, field),
        `\`${field}\` of \`${key}\` changes from \`${String(was)}\` to \`${String(value)}\``,
        fix,
      );
    }
  }

  private idleApprovals(): void {
    const { keys, leaving } = this.parsed.register;
    for (const [approval, { keys: named }] of inOrder(this.model.approvals)) {
      for (const key of named.filter((name) => !(name in this.entries) && !(name in keys) && !(name in leaving))) {
        const subject = `approvals.${approval}`;
        this.findings.push({
          rule: 'approval-idle',
          severity: 'warning',
          subject,
          place: this.place(`${subject}.keys`),
          message: `\`${key}\` is in no register`,
          fix: `write the key as it stands in ${REGISTER_FILE}`,
          related: [],
        });
      }
    }
  }
}

/** What is no data itself, but must not vanish under those that have some. */
const CARRIERS: Readonly<Record<string, string>> = {
  switch: 'carries the networks of running machines',
  network: 'has machines on it',
  host: 'runs machines (empty it first, in maintenance mode)',
  cluster: 'runs machines',
};

const lineAt = (line: number, length: number): Place => ({ file: REGISTER_FILE, line, column: length === 1 ? 1 : 3, length });
