/**
 * The register of what holds data (`stateful.lock`). Terraform forgets its safeguards together with the lines that are deleted, so the
 * register remembers: what vanished, shrank or lost its mirror is refused unless an approval names it. Written by synth, committed.
 */
import type { Finding, Place } from './finding';
import { inOrder, type Model } from './model/model';
import { format } from './model/quantities';

export const REGISTER_FILE = 'stateful.lock';

export interface StatefulEntry {
  /** Stack that holds it, and its address there; a disk has that of its machine, a stack none. */
  readonly stack: string;
  readonly address?: string;
  /** MiB. It can only grow. */
  readonly size?: number;
  readonly mirrored?: boolean;
}
export interface Leaving extends StatefulEntry {
  /** The approval under which it leaves; kept when the approval itself is removed. */
  readonly approval: { readonly key: string; readonly reason: string; readonly owner: string; readonly until: string };
}
export interface Register {
  readonly keys: Readonly<Record<string, StatefulEntry>>;
  readonly leaving: Readonly<Record<string, Leaving>>;
}
export const EMPTY_REGISTER: Register = { keys: {}, leaving: {} };

/** What the Model holds today, by key: `volume/…`, `datastore/…`, `vm/owner/…`, `disk/owner/…/…`, `stack/…`. */
export function statefulEntries(model: Model): Record<string, StatefulEntry> {
  const entries: Record<string, StatefulEntry> = {};
  for (const [key, volume] of inOrder(model.volumes)) {
    if (volume.existing) continue;
    entries[`volume/${key}`] = { stack: 'volumes', address: `null_resource.${key}_identity`, size: volume.size, mirrored: volume.mirrored };
  }
  for (const [key, datastore] of inOrder(model.datastores)) {
    if (!datastore.existing) entries[`datastore/${key}`] = { stack: 'storage', address: `vsphere_vmfs_datastore.${key}` };
  }
  for (const [key] of inOrder(model.tenants)) entries[`stack/tenant-${key}`] = { stack: `tenant-${key}` };
  for (const [id, workload] of inOrder(model.workloads)) {
    if (workload.existing) continue;
    const address = `vsphere_virtual_machine.${workload.owner}_${workload.key}`;
    entries[`vm/${id}`] = { stack: workload.stack, address };
    for (const [disk, { size }] of inOrder(workload.disks)) entries[`disk/${id}/${disk}`] = { stack: workload.stack, address, size };
  }
  return entries;
}

export interface Compared {
  readonly findings: readonly Finding[];
  /** What the register must say next; written only when nothing stops. */
  readonly next: Register;
}

/** Today’s entries against the register. `place` finds a Model path; lines of the register are found in its text. */
export function compareRegister(model: Model, text: string, place: (path: string) => Place): Compared {
  const entries = statefulEntries(model);
  // The usual case, and the quick one: nothing that holds data came, went or changed.
  const next: Register = { keys: entries, leaving: {} };
  if (Object.keys(model.approvals).length === 0 && renderRegister(next) === text) return { findings: [], next };
  const { register, lines, malformed } = parseRegister(text);
  const findings: Finding[] = [];
  const leaving: Record<string, Leaving> = {};
  const approvals = inOrder(model.approvals);
  const approvalOf = (key: string) => approvals.find(([, approval]) => approval.keys.includes(key));
  const refuse = (rule: string, key: string, at: Place, message: string, fix: string, related: Finding['related'] = []): unknown =>
    findings.push({ rule, severity: 'error', subject: key, place: at, message, fix, related });

  for (const line of malformed) {
    refuse(
      'register-malformed',
      REGISTER_FILE,
      { file: REGISTER_FILE, line, column: 1, length: 1 },
      'this line is none that Cordée wrote',
      'restore it from version control; after a merge, keep the lines of both sides',
    );
  }
  for (const [key, entry] of [...Object.entries(register.leaving), ...Object.entries(register.keys)]) {
    const now = entries[key];
    const line: Place = { file: REGISTER_FILE, line: lines.get(key) ?? 1, column: 3, length: key.length };
    if (now === undefined) {
      const approved = approvalOf(key);
      const before = register.leaving[key]?.approval;
      const approval =
        approved === undefined
          ? before
          : { key: approved[0], reason: approved[1].reason, owner: approved[1].owner, until: approved[1].until };
      if (approval !== undefined) leaving[key] = { ...entry, approval };
      else if (!impliedBy(key, entries, register)) {
        refuse(
          'stateful-vanished',
          key,
          line,
          `\`${key}\` holds data and is described no more`,
          'bring it back (to rename, change the title, not the key), or add an approval that names it to approvals.yaml',
        );
      }
      continue;
    }
    const path = pathOf(model, key);
    const also = [{ note: 'registered here', place: line }];
    if (now.stack !== entry.stack)
      refuse(
        'stateful-moved',
        key,
        place(path),
        `\`${key}\` moves from stack \`${entry.stack}\` to \`${now.stack}\`, which would destroy it in one and make it anew in the other`,
        `leave it in \`${entry.stack}\``,
        also,
      );
    if (now.size !== undefined && entry.size !== undefined && now.size < entry.size) {
      refuse(
        'stateful-shrunk',
        key,
        place(`${path}.size`),
        `\`${key}\` shrinks from ${format('size', entry.size)} to ${format('size', now.size)}`,
        `keep at least ${format('size', entry.size)}: data beyond the new end would be lost`,
        also,
      );
    }
    if (entry.mirrored === true && now.mirrored === false && approvalOf(key) === undefined) {
      refuse(
        'stateful-unmirrored',
        key,
        place(`${path}.mirrored`),
        `\`${key}\` loses its mirror`,
        'keep it mirrored, or add an approval that names it',
        also,
      );
    }
  }
  for (const [approval, { keys }] of approvals) {
    for (const key of keys.filter(
      (name) => entries[name] === undefined && register.keys[name] === undefined && register.leaving[name] === undefined,
    )) {
      findings.push({
        rule: 'approval-idle',
        severity: 'warning',
        subject: `approvals.${approval}`,
        place: place(`approvals.${approval}.keys`),
        message: `\`${key}\` is in no register`,
        fix: 'write the key as it stands in stateful.lock',
        related: [],
      });
    }
  }
  return { findings, next: { keys: entries, leaving } };
}

/** A disk leaves with its machine: only the machine is asked for. Machines are named one by one, also when their tenant leaves. */
function impliedBy(key: string, entries: Readonly<Record<string, StatefulEntry>>, register: Register): boolean {
  const [kind, owner = '', workload = ''] = key.split('/');
  const gone = (parent: string): boolean =>
    entries[parent] === undefined && (register.keys[parent] !== undefined || register.leaving[parent] !== undefined);
  return kind === 'disk' && gone(`vm/${owner}/${workload}`);
}

/** Model path of a key, for its place: `disk/ville/files/data` is `tenants.ville.workloads.files.disks.data`. */
function pathOf(model: Model, key: string): string {
  const [kind, first = '', second = '', third = ''] = key.split('/');
  if (kind === 'volume') return `volumes.${first}`;
  if (kind === 'datastore') return `datastores.${first}`;
  if (kind === 'stack') return first.replace(/^tenant-/, 'tenants.');
  const workload = model.workloads[`${first}/${second}`]?.path ?? `tenants.${first}`;
  return kind === 'vm' ? workload : `${workload}.disks.${third}`;
}

/** What a register says, and the line of each key. Lines that are none of ours are named: a merge conflict must not look like an empty register. */
export function parseRegister(text: string): { register: Register; lines: ReadonlyMap<string, number>; malformed: readonly number[] } {
  const register = { keys: {} as Record<string, StatefulEntry>, leaving: {} as Record<string, Leaving> };
  const lines = new Map<string, number>();
  const malformed: number[] = [];
  const sections = new Set<keyof Register>();
  let section: keyof Register = 'keys';
  for (const [index, line] of text.split('\n').entries()) {
    if (line === 'keys:' || line === 'leaving:') sections.add((section = line === 'keys:' ? 'keys' : 'leaving'));
    else if (line !== '' && line !== '  {}' && !line.startsWith('#')) {
      const entry = parseLine(line);
      if (entry === undefined || lines.has(entry.key)) malformed.push(index + 1);
      else {
        register[section][entry.key] = entry.value;
        lines.set(entry.key, index + 1);
      }
    }
  }
  // An emptied file would forget everything without a word; even an empty register has its two sections.
  if (sections.size < 2) malformed.unshift(1);
  return { register, lines, malformed };
}

function parseLine(line: string): { key: string; value: StatefulEntry } | undefined {
  const match = /^ {2}([a-z0-9/-]+): (\{.*\})$/.exec(line);
  if (match === null) return undefined;
  try {
    const value = JSON.parse(match[2] ?? '') as StatefulEntry;
    return typeof value.stack === 'string' ? { key: match[1] ?? '', value } : undefined;
  } catch {
    return undefined;
  }
}

const HEADER = `# Register of what holds data in this estate. Written by \`cordee synth\`; commit it, never edit it.
# What stands here and is described no more is refused until an approval names it (approvals.yaml).
`;

export function renderRegister(register: Register): string {
  const lines = (entries: Readonly<Record<string, StatefulEntry>>): string =>
    inOrder(entries)
      .map(([key, entry]) => `  ${key}: ${JSON.stringify(entry)}\n`)
      .join('') || '  {}\n';
  return `${HEADER}keys:\n${lines(register.keys)}leaving:\n${lines(register.leaving)}`;
}
