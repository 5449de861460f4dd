/**
 * What earlier runs found out, so that this one need not: files that were fine, and tenant stacks that come out as before. Everything is
 * keyed by the hash of what it was made from, the program included; losing the memory costs time and nothing else.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Place } from '../config/finding';
import type { Loaded } from '../config/load';
import type { Collection } from '../config/model/index';
import type { Model } from '../config/model/model';
import { parseFile } from '../config/parse';
import { problemsOf, type SchemaProblem } from '../config/schema';
import type { ParsedFile, SourceFile } from '../config/source';
import { isRecord } from '../config/walk';
import { ownersRead } from '../stacks/tenant-stack';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';
import type { StackSummary } from './synth';

type RememberedStack = StackSummary & { readonly inputs: string };

interface Remembered {
  readonly program: string;
  /** Hash of a sound file without findings of shape → what it says. */
  readonly files: Readonly<Record<string, unknown>>;
  readonly stacks: Readonly<Record<string, RememberedStack>>;
  /** Model path → where its key stands, and the hash of that file. */
  readonly places: Readonly<Record<string, RememberedPlace>>;
}
type RememberedPlace = readonly [hash: string, place: Place];

export class Memory {
  private readonly before: Remembered;
  private readonly files = new Map<string, unknown>();
  private readonly hashes = new Map<string, string>();
  /** Data that an earlier run found to have the right shape. */
  private readonly fine = new WeakSet();
  private readonly dubious = new Set<string>();
  private readonly places = new Map<string, RememberedPlace>();
  /** Hashes of this run’s one Model: of what all tenants share, and of what each is made from. */
  private platform: string | undefined;
  private readonly inputs = new Map<string, string>();

  constructor(
    private readonly path: string,
    private readonly program: string,
  ) {
    this.before = recall(path, program);
  }

  /** As `parseFile`; positions of a file known to be fine are found only when somebody asks for a place in it. */
  readonly parse = (source: SourceFile): ReturnType<typeof parseFile> => {
    const hash = sha256(`${source.file}\n${source.text}`);
    this.hashes.set(source.file, hash);
    if (!(hash in this.before.files)) {
      const result = parseFile(source);
      if (result.findings.length > 0) this.dubious.add(hash);
      this.files.set(hash, result.parsed.data);
      return result;
    }
    const data = this.before.files[hash];
    this.files.set(hash, data);
    if (typeof data === 'object' && data !== null) {
      this.fine.add(data);
      for (const entity of Object.values(data as Record<string, unknown>))
        if (typeof entity === 'object' && entity !== null) this.fine.add(entity);
    }
    return { parsed: lazily(source, data), findings: [] };
  };

  /** As `problemsOf`. An entity alone in its file, or one of a map of them, was judged with its file. */
  readonly shape = (collection: Collection, data: unknown, file: string): SchemaProblem[] => {
    if (typeof data === 'object' && data !== null && this.fine.has(data)) return [];
    const problems = problemsOf(collection, data);
    if (problems.length > 0) this.dubious.add(this.hashes.get(file) ?? '');
    return problems;
  };

  /** As `loaded.place(path, 'key')`, without reading a file again whose text has not changed. */
  readonly placeOf =
    (place: Loaded['place']) =>
    (path: string): Place => {
      const known = this.places.get(path)?.[1] ?? this.still(this.before.places[path]);
      const found = known ?? place(path, 'key');
      this.places.set(path, [this.hashes.get(found.file) ?? '', found]);
      return found;
    };

  private still(remembered: RememberedPlace | undefined): Place | undefined {
    return remembered !== undefined && this.hashes.get(remembered[1].file) === remembered[0] ? remembered[1] : undefined;
  }

  /** Tenant stacks whose inputs are those of the run that wrote them, and whose files still say what that run wrote. */
  unchangedStacks(model: Model, outdir: string): Map<string, StackSummary> {
    const known = new Map<string, StackSummary>();
    for (const tenant of Object.keys(model.tenants)) {
      const name = `tenant-${tenant}`;
      const stack = this.before.stacks[name];
      if (stack?.inputs !== this.inputsOf(model, tenant)) continue;
      const path = join(outdir, stack.file);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      if (text !== undefined && sha256(text) === stack.sha256) known.set(name, stack);
    }
    return known;
  }

  save(model: Model, stacks: readonly StackSummary[]): void {
    const files = Object.fromEntries([...this.files].filter(([hash]) => !this.dubious.has(hash)));
    const known = Object.fromEntries(
      stacks.flatMap((stack) => {
        const tenant = stack.name.replace(/^tenant-/, '');
        if (model.tenants[tenant] === undefined || tenant === stack.name) return [];
        const inputs = this.inputsOf(model, tenant);
        const before = this.before.stacks[stack.name];
        return [[stack.name, before?.inputs === inputs ? before : { ...stack, inputs }]];
      }),
    );
    if (sameKeys(files, this.before.files) && Object.entries(known).every(([name, stack]) => stack === this.before.stacks[name])) return;
    const remembered: Remembered = {
      program: this.program,
      places: Object.fromEntries([...this.places].filter(([path]) => !INSIDE_A_TENANT.test(path))),
      files,
      stacks: known,
    };
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      replaceFile(this.path, JSON.stringify(remembered));
    } catch (error) {
      // All is written that was asked for: what cannot be remembered costs the next run some time.
      if (!isRecord(error) || !('syscall' in error)) throw error;
    }
  }

  /** Everything but the tenants: a change there may change any stack. */
  private platformHash(model: Model): string {
    if (this.platform !== undefined) return this.platform;
    const shared = [...this.hashes].filter(([file]) => !file.startsWith('tenants')).sort();
    // Shared services are found by what workloads provide, and a tenant may provide one.
    const providers = Object.values(model.workloads).filter(({ provides }) => provides.length > 0);
    return (this.platform = sha256(JSON.stringify([model.environment, shared, this.hashes.get('tenants.yaml'), providers])));
  }

  /** A tenant’s own file, and those of the tenants whose workloads it names. */
  private inputsOf(model: Model, tenant: string): string {
    const known = this.inputs.get(tenant);
    if (known !== undefined) return known;
    const inputs = sha256(
      JSON.stringify([this.platformHash(model), ownersRead(model, tenant).map((owner) => this.hashes.get(`tenants/${owner}.yaml`))]),
    );
    this.inputs.set(tenant, inputs);
    return inputs;
  }
}

/** A tenant that changed is read again, and the trace of one that did not is remembered whole. */
const INSIDE_A_TENANT = /^tenants\.[^.]+\./;

const sameKeys = (a: object, b: object): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => key in b);

function recall(path: string, program: string): Remembered {
  const nothing: Remembered = { program, files: {}, stacks: {}, places: {} };
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Remembered;
    const whole = [found.files, found.stacks, found.places].every((part) => typeof part === 'object' && (part as object | null) !== null);
    return found.program === program && whole ? found : nothing;
  } catch {
    // None yet, or torn: it is made anew.
    return nothing;
  }
}

function lazily(source: SourceFile, data: unknown): ParsedFile {
  let parsed: ParsedFile | undefined;
  const real = (): ParsedFile => (parsed ??= parseFile(source).parsed);
  return {
    file: source.file,
    data,
    sound: true,
    get root() {
      return real().root;
    },
    get lines() {
      return real().lines;
    },
  };
}
