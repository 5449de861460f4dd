/** The copy of an environment’s files while it is changed, and what would be said of them. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { check } from '../../../config/check';
import { type Finding } from '../../../config/finding';
import { load, type Loaded } from '../../../config/load';
import { kindOf } from '../../../config/model/index';
import type { Model } from '../../../config/model/model';
import { compareRegister, REGISTER_FILE } from '../../../config/register';
import { parseFile } from '../../../config/parse';
import type { SourceFile } from '../../../config/source';
import { readFiles } from '../../read-estate';

/** A file’s next text; undefined: the file goes. */
export interface Edit {
  readonly file: string;
  readonly text: string | undefined;
}

/** One way to make a change. */
export interface Candidate {
  /** What it is about: a key or an id. */
  readonly subject: string;
  /** What is done to it, in words: `disk systeme: 40 GiB → 50 GiB`. */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Name of the stack that makes the subject. */
  readonly stack: string;
}

export interface Examined {
  readonly findings: readonly Finding[];
  readonly model: Model | undefined;
}

export class Draft {
  private known: { readonly files: readonly SourceFile[]; readonly loaded: Loaded } | undefined;
  private readonly parsed = new Map<string, ReturnType<typeof parseFile>>();

  constructor(
    private readonly folder: string,
    private readonly environment: string,
    private readonly asOf: string,
  ) {}

  get files(): readonly SourceFile[] {
    return this.read().files;
  }

  get loaded(): Loaded {
    return this.read().loaded;
  }

  private read(): NonNullable<typeof this.known> {
    if (this.known !== undefined) return this.known;
    const files = readFiles(this.folder);
    return (this.known = { files, loaded: this.load(files) });
  }

  /** Most files are as they were a moment ago: each text is parsed once. */
  private load(files: readonly SourceFile[]): Loaded {
    return load(files, (sources) =>
      sources.map((source) => {
        const key = `${source.file}\n${source.text}`;
        const parsed = this.parsed.get(key) ?? parseFile(source);
        this.parsed.set(key, parsed);
        return parsed;
      }),
    );
  }

  /** What would be said if these edits were made. */
  examine(edits: readonly Edit[] = []): Examined {
    const changed = new Map(edits.map(({ file, text }) => [file, text]));
    const kept = this.files.filter(({ file }) => !changed.has(file));
    const loaded = this.load([...kept, ...edits.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]))]);
    const { findings, model } = check(loaded, { environment: this.environment, asOf: this.asOf });
    const register = join(this.folder, REGISTER_FILE);
    if (model === undefined || !existsSync(register)) return { findings, model };
    const compared = compareRegister(model, readFileSync(register, 'utf8'), (path) => loaded.place(path), { asOf: this.asOf });
    return { findings: [...findings, ...compared.findings], model };
  }

  write(edits: readonly Edit[]): void {
    this.known = undefined;
    for (const { file, text } of edits) {
      const path = join(this.folder, file);
      if (text === undefined) rmSync(path);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  }

  /** The edits that take these ones back. */
  undo(edits: readonly Edit[]): readonly Edit[] {
    const now = new Map(this.files.map(({ file, text }) => [file, text]));
    return edits.map(({ file }) => ({ file, text: now.get(file) }));
  }

  /** A change of what a Model path leads to, with the file’s comments kept. `pointer` leads from the file’s top to what the path names. */
  edit(path: string, change: (document: Document, pointer: readonly string[]) => void): Edit {
    const [edit] = this.editAll([{ path, change }]);
    if (edit === undefined) throw new Error(`no file describes ${path}`);
    return edit;
  }

  /** Several changes, some of them perhaps in one file. */
  editAll(
    changes: readonly { readonly path: string; readonly change: (document: Document, pointer: readonly string[]) => void }[],
  ): readonly Edit[] {
    const { entities } = this.loaded;
    const texts = new Map(this.files.map(({ file, text }) => [file, text]));
    const documents = new Map<string, Document>();
    for (const { path, change } of changes) {
      const segments = path.split('.');
      const entity = entities.get(segments.slice(0, 2).join('.')) ?? entities.get(segments[0] ?? '');
      if (entity === undefined) throw new Error(`no file describes ${path}`);
      const depth = kindOf(entity.collection).single ? 1 : 2;
      const { file } = entity.parsed;
      const text = texts.get(file);
      if (text === undefined) throw new Error(`${file}, which describes ${path}, is not in the copy`);
      const document = documents.get(file) ?? parseDocument(text);
      documents.set(file, document);
      change(document, [...entity.pointer, ...segments.slice(depth)]);
    }
    return [...documents].map(([file, document]) => ({ file, text: document.toString({ lineWidth: 140 }) }));
  }

  /** A scalar that a Model path leads to. */
  set(path: string, value: unknown): Edit {
    return this.edit(path, (document, pointer) => document.setIn(pointer, value));
  }

  /** An entry more in the map in which the path’s entity is one; undefined where that entity has a file of its own. */
  beside(path: string, key: string, value: unknown): Edit | undefined {
    const { parsed, pointer = [] } = this.loaded.entities.get(path) ?? {};
    if (parsed === undefined || pointer.length === 0) return undefined;
    return this.edit(path, (document, at) => document.setIn([...at.slice(0, -1), key], document.createNode(value)));
  }

  /** An entity of its own file, or an entry of a map, that is described no more. */
  without(path: string): Edit {
    const { parsed, pointer } = this.loaded.entities.get(path.split('.').slice(0, 2).join('.')) ?? {};
    if (parsed !== undefined && pointer?.length === 0 && path.split('.').length === 2) return { file: parsed.file, text: undefined };
    return this.edit(path, (document, at) => document.deleteIn(at));
  }
}
