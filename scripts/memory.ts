/**
 * What earlier runs found out, so that this one need not: files that were fine, and stacks that come out as before. Everything is keyed by
 * the hash of what it was made from, the program included; losing the memory costs time and nothing else.
 */
import type { Place } from '../config/finding';
import type { Loaded } from '../config/load';
import type { Collection } from '../config/model/index';
import type { Model } from '../config/model/model';
import { parseFile } from '../config/parse';
import { problemsOf, type SchemaProblem } from '../config/schema';
import type { ParsedFile, SourceFile } from '../config/source';
import { isRecord } from '../config/walk';
import { type Lines, readLines, valueIn, writeLines } from './memory-file';
import { sha256 } from './sha256';
import { type RememberedStack, StackInputs, stillThere } from './stack-memory';
import type { StackSummary } from './synth';

/** Model path → where its key stands, and the hash of that file. */
type Places = Readonly<Record<string, readonly [hash: string, place: Place]>>;

const PLACES = 'places';
const fileKey = (hash: string): string => `file ${hash}`;
const STACK = 'stack ';
const stackKey = (name: string): string => `${STACK}${name}`;

export class Memory {
  private readonly before: Lines;
  private readonly placesBefore: Places;
  /** Hash of a file → what it says, as JSON if that was remembered. */
  private readonly files = new Map<string, { readonly json: string } | { readonly data: unknown }>();
  private readonly hashes = new Map<string, string>();
  /** Data that an earlier run found to have the right shape. */
  private readonly fine = new WeakSet();
  private readonly dubious = new Set<string>();
  private readonly places = new Map<string, Places[string]>();
  private readonly known = new Map<string, RememberedStack>();

  constructor(
    private readonly folder: string,
    private readonly program: string,
  ) {
    this.before = readLines(folder, program);
    const places = valueIn(this.before.get(PLACES))?.value;
    this.placesBefore = isRecord(places) ? (places as Places) : {};
  }

  /** As `parseFile`; positions of a file known to be fine are found only when somebody asks for a place in it. */
  readonly parse = (source: SourceFile): ReturnType<typeof parseFile> => {
    const hash = sha256(`${source.file}\n${source.text}`);
    this.hashes.set(source.file, hash);
    const json = this.before.get(fileKey(hash));
    const remembered = valueIn(json);
    if (json === undefined || remembered === undefined) {
      const result = parseFile(source);
      if (result.findings.length > 0) this.dubious.add(hash);
      this.files.set(hash, { data: result.parsed.data });
      return result;
    }
    const data = remembered.value;
    this.files.set(hash, { json });
    if (typeof data === 'object' && data !== null) {
      this.fine.add(data);
      for (const entity of Object.values(data)) if (typeof entity === 'object' && entity !== null) this.fine.add(entity as object);
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
      const known = this.places.get(path)?.[1] ?? this.still(this.placesBefore[path]);
      const found = known ?? place(path, 'key');
      this.places.set(path, [this.hashes.get(found.file) ?? '', found]);
      return found;
    };

  private still(remembered: Places[string] | undefined): Place | undefined {
    return remembered !== undefined && this.hashes.get(remembered[1].file) === remembered[0] ? remembered[1] : undefined;
  }

  /** Stacks whose inputs are those of the run that wrote them, and whose files still say what that run wrote. */
  unchangedStacks(model: Model, outdir: string): Map<string, StackSummary> {
    const inputs = new StackInputs(model, this.hashes);
    for (const [key, json] of this.before) {
      if (!key.startsWith(STACK)) continue;
      const stack = valueIn(json)?.value as RememberedStack | undefined;
      if (stack !== undefined && inputs.of(stack) === stack.inputs && stillThere(stack, outdir)) this.known.set(stack.name, stack);
    }
    return new Map(this.known);
  }

  save(model: Model, stacks: readonly StackSummary[]): void {
    const inputs = new StackInputs(model, this.hashes);
    const lines = new Map<string, string>();
    const keep = (key: string, json: string | undefined, value: () => unknown): unknown => lines.set(key, json ?? JSON.stringify(value()));
    for (const [hash, file] of this.files)
      if (!this.dubious.has(hash)) keep(fileKey(hash), 'json' in file ? file.json : undefined, () => ('data' in file ? file.data : null));
    for (const stack of stacks) {
      const known = this.known.get(stack.name) === stack;
      const made = known ? undefined : inputs.of(stack);
      if (known || made !== undefined)
        keep(stackKey(stack.name), known ? this.before.get(stackKey(stack.name)) : undefined, () => ({ ...stack, inputs: made }));
    }
    const same = lines.size + (this.before.has(PLACES) ? 1 : 0) === this.before.size;
    if (same && [...lines].every(([key, json]) => this.before.get(key) === json)) return;
    lines.set(PLACES, JSON.stringify(Object.fromEntries([...this.places].filter(([path]) => !INSIDE_A_TENANT.test(path)))));
    writeLines(this.folder, this.program, lines, this.before);
  }
}

/** A tenant that changed is read again, and the trace of one that did not is remembered whole. */
const INSIDE_A_TENANT = /^tenants\.[^.]+\./;

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
