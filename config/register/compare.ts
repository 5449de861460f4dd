/** The estate as it is now against all that remembers how it was. */
import type { Finding, Place } from '../finding';
import type { Model } from '../model/model';
import { hasAdapters } from '../views';
import { changesOf, shrunk } from './changes';
import { Consents } from './consents';
import { statefulEntries } from './entries';
import { Fabrics } from './fabrics';
import { fieldPath, pathOf } from './paths';
import { idleApprovals } from './idle-approvals';
import { pendingOf, withdrawn } from './pending';
import { type Held, unexplained } from './states';
import { type Compared, type CompareOptions, type Source, Sources } from './sources';
import { type ParsedRegister, renderRegister } from './text';
import { type Leaving, type Register, REGISTER_FILE, type StatefulEntry } from './types';
import { CARRIERS, lineAt } from './words';

/** Today’s entries against the register. `place` finds a Model path; lines of the register are found in its text. */
export function compareRegister(model: Model, text: string, place: (path: string) => Place, options: CompareOptions = {}): Compared {
  const entries = statefulEntries(model);
  const { merged, base, last, held } = options;
  const next: Register = { keys: entries, leaving: {} };
  // The usual case, and the quick one: nothing that holds data came, went or changed.
  if (merged === undefined && Object.keys(model.approvals).length === 0) {
    const written = renderRegister(next);
    const equal = [text, base?.text, last?.text].every((other) => other === undefined || other === written);
    if (equal && (held === undefined || unexplained(held, next).next().done === true)) return { findings: [], next, pending: [] };
  }
  return new Comparison(model, text, place, entries, options).run();
}

class Comparison {
  private readonly findings: Finding[] = [];
  private readonly said = new Set<string>();
  /** Keys that were refused because they are gone. */
  private readonly lost = new Set<string>();
  private readonly leaving: Record<string, Leaving> = {};
  private asExisting: Readonly<Record<string, StatefulEntry>> | undefined;
  private readonly sources: Sources;
  /** In place of the register itself: two, after a merge. */
  private readonly own: readonly Source[];
  private readonly consents: Consents;
  /** Keys that were let go and taken back, now or once. */
  private readonly back = new Set<string>();
  private readonly fabrics: Fabrics;

  constructor(
    private readonly model: Model,
    text: string,
    private readonly place: (path: string) => Place,
    private readonly entries: Readonly<Record<string, StatefulEntry>>,
    private readonly options: CompareOptions,
  ) {
    this.sources = new Sources(entries);
    const own = options.merged ?? [{ name: REGISTER_FILE, text }];
    this.own = own.map((register) => this.sources.of('register', register));
    this.fabrics = new Fabrics(model);
    this.consents = new Consents(model.approvals, options.asOf);
  }

  run(): Compared {
    const { merged, base, last, held } = this.options;
    if (merged === undefined) this.refuseDamage();
    const others = [
      ...(base === undefined ? [] : [this.sources.of('base', base)]),
      ...(last === undefined ? [] : [this.sources.of('last', last)]),
    ];
    for (const source of [...this.own, ...others]) {
      const { register } = source.parsed;
      for (const [key, entry] of [...Object.entries(register.leaving), ...Object.entries(register.keys)]) {
        const now = this.entries[key];
        if (now === undefined) this.gone(key, entry, source);
        else if (entry !== now || key in register.leaving) this.changed(key, entry, now, source);
      }
    }
    if (held !== undefined) this.compareStates(held);
    const known = [this.entries, this.leaving, ...this.own.flatMap(({ parsed }) => [parsed.register.keys, parsed.register.leaving])];
    this.findings.push(...idleApprovals(this.model, known, this.place));
    const pending = pendingOf(this.leaving, held, this.options.asOf);
    const lineOf = (key: string): number => this.own[0]?.parsed.lines.get(key) ?? 1;
    this.findings.push(...withdrawn(pending, this.model, lineOf));
    return { findings: this.findings, next: { keys: this.marked(), leaving: this.leaving }, pending };
  }

  /** What is described as existing: asked for only where something of ours is gone. */
  private get existing(): Readonly<Record<string, StatefulEntry>> {
    return (this.asExisting ??= statefulEntries(this.model, true));
  }

  private marked(): Register['keys'] {
    if (this.back.size === 0) return this.entries;
    const back = [...this.back].map((key) => [key, { ...this.entries[key], returned: true }]);
    return { ...this.entries, ...(Object.fromEntries(back) as Register['keys']) };
  }

  private refuseDamage(): void {
    const [{ parsed } = this.sources.of('register', { name: REGISTER_FILE, text: '' })] = this.own;
    const { command = (words: string) => `cordee ${words}` } = this.options;
    const fix = `restore it from version control; after a merge of two branches give both registers: ${command('synth --merged-register OURS THEIRS')}`;
    for (const line of parsed.malformed)
      this.refuse('register-malformed', REGISTER_FILE, lineAt(line, 1), 'this line is none that Cordée wrote', fix);
    if (parsed.malformed.length === 0 && !parsed.intact)
      this.refuse('register-edited', REGISTER_FILE, lineAt(1, 1), 'the register was edited by hand: its sum does not fit its lines', fix);
  }

  /** Once for each fact, whoever remembers it. */
  private refuse(rule: string, subject: string, at: Place, message: string, fix: string, related: Finding['related'] = []): void {
    const once = `${rule} ${subject} ${message}`;
    if (this.said.has(once)) return;
    this.said.add(once);
    this.findings.push({ rule, severity: 'error', subject, place: at, message, fix, related });
  }

  /** Described no more: destroyed under an approval, let go where it is now described as existing, refused otherwise. */
  private gone(key: string, entry: StatefulEntry, source: Source): void {
    const before = source.parsed.register.leaving[key];
    const remembered = source.kind === 'base' ? before : (this.remembered(key) ?? before);
    if (this.existing[key] !== undefined || (remembered !== undefined && remembered.approval === undefined)) {
      this.leaving[key] ??= withoutApproval(entry);
      return;
    }
    const approval = this.consents.to('leave', key) ?? remembered?.approval;
    if (approval !== undefined) {
      this.leaving[key] ??= { ...entry, approval };
      if (remembered === undefined) this.refuseInUse(key, source);
    } else if (!this.leavesWithMore(key, source)) this.vanished(key, source);
  }

  private remembered(key: string): Leaving | undefined {
    return this.own.map(({ parsed }) => parsed.register.leaving[key]).find((found) => found !== undefined);
  }

  private vanished(key: string, { kind, name, parsed }: Source): void {
    const [noun = ''] = key.split('/');
    const why = CARRIERS[noun] ?? 'holds data';
    if (kind === 'register') {
      this.lost.add(key);
      const fix = `bring it back (to rename, change the title, not the key), or ${this.consents.wanted('leave', key)}`;
      const line = name === REGISTER_FILE ? (parsed.lines.get(key) ?? 1) : 1;
      this.refuse('stateful-vanished', key, lineAt(line, key.length), `\`${key}\` ${why} and is described no more`, fix);
    } else if (!this.lost.has(key) && !this.isKnownGone(key, kind, parsed)) {
      this.lost.add(key);
      const message = `\`${key}\` ${why}, stands in \`${name}\`, and neither the files nor \`${REGISTER_FILE}\` say where it went`;
      const never = kind === 'last' ? `; where that was never deployed, remove \`${name}\`` : '';
      const fix = `bring it back, or ${this.consents.wanted('leave', key)}${never}`;
      this.refuse('stateful-forgotten', key, lineAt(1, 1), message, fix);
    }
  }

  /** What was only written on this machine, and is not in the state of its stack, was never made or is gone. */
  private isKnownGone(key: string, kind: Source['kind'], { register }: ParsedRegister): boolean {
    const { stack = '', address } = register.keys[key] ?? {};
    const held = this.options.held?.get(stack);
    return kind === 'last' && address !== undefined && held !== undefined && !held.has(address);
  }

  /** A disk leaves with its machine, and an owner’s folder with its stack: only the larger is asked for. */
  private leavesWithMore(key: string, { parsed }: Source): boolean {
    const { keys, leaving } = parsed.register;
    const [kind = '', owner = '', workload = ''] = key.split('/');
    const larger = { disk: [`vm/${owner}/${workload}`], folder: [`stack/tenant-${owner}`], permissions: [`folder/${owner}`] }[kind] ?? [];
    return larger.some((other) => this.entries[other] === undefined && (other in keys || other in leaving));
  }

  /** vCenter deletes no role that is granted, and the stack that has it comes before those that grant it. */
  private refuseInUse(key: string, { parsed }: Source): void {
    const [kind, role = ''] = key.split('/');
    const users = Object.entries(parsed.register.keys).filter(([, { uses }]) => uses?.includes(role) === true);
    if (kind !== 'role' || users.length === 0) return;
    const names = users.map(([user]) => `\`${user}\``).join(', ');
    const message = `\`${key}\` leaves before those that grant it: ${names}`;
    const fix = 'describe it for one deployment more: grant another role first, deploy, and let this one leave then';
    this.refuse('stateful-in-use', key, lineAt(parsed.lines.get(key) ?? 1, key.length), message, fix);
  }

  private changed(key: string, was: StatefulEntry, now: StatefulEntry, source: Source): void {
    const path = pathOf(this.model, key);
    const { kind, name, parsed } = source;
    const here = name === REGISTER_FILE ? [{ note: 'registered here', place: lineAt(parsed.lines.get(key) ?? 1, key.length) }] : [];
    if (was.returned === true && kind === 'register') this.back.add(key);
    this.returned(key, now, source, path, here);
    for (const { rule, field, message, fix, act } of kind === 'last' ? shrunk(key, was, now) : changesOf(key, was, now)) {
      if (act !== undefined && this.consents.to(act, key) !== undefined) this.noteFabric(key, field ?? '');
      else {
        const at = this.place(field === undefined ? path : fieldPath(path, key, field));
        this.refuse(rule, key, at, message, act === undefined ? fix : `${fix}, or ${this.consents.wanted(act, key)}`, here);
      }
    }
  }

  /** Let go as existing, and described as ours again: Terraform has forgotten it, and would make it a second time. */
  private returned(key: string, now: StatefulEntry, { parsed }: Source, path: string, here: Finding['related']): void {
    const before = parsed.register.leaving[key];
    // Disks come with their machine; a list of permissions is written whole, whatever was there.
    if (before === undefined || before.approval !== undefined || /^(disk|permissions)\//.test(key)) return;
    if (now.address !== undefined && this.options.held?.get(now.stack)?.has(now.address) === true) return;
    if (this.consents.to('return', key) !== undefined) {
      this.back.add(key);
      return;
    }
    const message = `\`${key}\` was let go as existing and is described as ours again: Terraform has forgotten it and would make it a second time`;
    const wanted = this.consents.wanted('return', key);
    const then = key.startsWith('datastore/')
      ? 'the next apply imports it'
      : `import it before anything is applied: terraform import ${now.address ?? ''} ID in the stack \`${now.stack}\`${this.standsOn(key) ? ', and so the adapter of each host on it' : ''}`;
    const fix = `leave \`existing: true\`; to take it back, ${wanted}; ${then}`;
    this.refuse('stateful-returned', key, this.place(`${path}.existing`), message, fix, here);
  }

  /** Do hosts stand on it with adapters, which were let go with it? */
  private standsOn(key: string): boolean {
    const network = key.startsWith('network/') ? this.model.networks[key.slice('network/'.length)] : undefined;
    return network !== undefined && hasAdapters(network);
  }

  /** One approved change under the hosts at a time: with two of them at once no path and no way back is left. */
  private noteFabric(key: string, field: string): void {
    const other = this.fabrics.changesWith(key, field);
    if (other === undefined) return;
    const message = `\`${field}\` of \`${key}\` changes together with ${other}: hosts stand on both`;
    const fix = 'change one, deploy, look at every host, and change the other then';
    this.refuse('stateful-together', key, this.place(fieldPath(pathOf(this.model, key), key, field)), message, fix);
  }

  /** A state is believed before any file: what it holds and nothing explains was forgotten by all of them together. */
  private compareStates(held: Held): void {
    for (const { key, stack, address } of unexplained(held, { keys: this.entries, leaving: this.leaving })) {
      const approval = this.consents.to('leave', key);
      if (this.existing[key] !== undefined) this.leaving[key] = { stack, address };
      else if (approval !== undefined) this.leaving[key] = { stack, address, approval };
      else if (!this.lost.has(key)) {
        const message = `the state of \`${stack}\` holds \`${address}\`, which is described no more and stands in no register: \`${key}\` would be destroyed`;
        const fix = `bring it back (a reverted commit takes the files and \`${REGISTER_FILE}\` back together), or ${this.consents.wanted('leave', key)}`;
        this.refuse('stateful-forgotten', key, lineAt(1, 1), message, fix);
      }
    }
  }
}

const withoutApproval = (entry: Leaving): StatefulEntry =>
  Object.fromEntries(Object.entries(entry).filter(([field]) => field !== 'approval')) as unknown as StatefulEntry;
