/** The files of an environment → collections of raw entities, each with the file and pointer it came from. */
import type { Finding, Place } from './finding';
import { compare } from './finding';
import { KEY_MAX, KEY_PATTERN, KEY_WORDS } from './model/fields';
import { type Collection, collections, kindOf } from './model/index';
import { didYouMean } from './nearest';
import { parseFile } from './parse';
import { type Aim, lineStartsOf, locate, type ParsedFile, placeAt, type Refusal, type SourceFile } from './source';

/** One entity as written, and where: `pointer` leads to it inside its file. */
export interface RawEntity {
  readonly collection: Collection;
  readonly key: string;
  readonly data: unknown;
  readonly parsed: ParsedFile;
  readonly pointer: readonly string[];
}

export interface Loaded {
  /** Model path of each entity (`sites.mairie`; `estate` for a single) → the entity. */
  readonly entities: ReadonlyMap<string, RawEntity>;
  readonly findings: readonly Finding[];
  /** Collections of which a file could not be read: what refers to them cannot be judged. */
  readonly broken: ReadonlySet<Collection>;
  /** Place of a Model path, in the file that it comes from; of what `pointer` leads to from there, where keys may hold dots. */
  readonly place: (path: string, aim?: Aim, pointer?: readonly string[]) => Place;
}

/** Model path of an entity: `sites.mairie`; `estate` where there is one only. */
export const entityPath = ({ collection, key }: Pick<RawEntity, 'collection' | 'key'>): string =>
  kindOf(collection).single ? collection : `${collection}.${key}`;

/** The same files with some entities in the place of those of their paths, or beside all others. */
export const withEntities = (loaded: Loaded, changes: readonly RawEntity[]): Loaded => ({
  ...loaded,
  entities: new Map([...loaded.entities, ...changes.map((entity) => [entityPath(entity), entity] as const)]),
});

export const parseEach = (files: readonly SourceFile[]) => files.map(parseFile);

export function load(files: readonly SourceFile[], parse: typeof parseEach = parseEach): Loaded {
  const findings: Finding[] = [];
  const entities = new Map<string, RawEntity>();
  const broken = new Set<Collection>();
  const add = (entity: RawEntity): void => {
    const path = entityPath(entity);
    const first = entities.get(path);
    if (first === undefined) entities.set(path, entity);
    else {
      findings.push({
        rule: 'duplicate-entity',
        severity: 'error',
        subject: path,
        place: locate(entity.parsed, entity.pointer, 'key'),
        message: `\`${entity.key}\` is described twice`,
        fix: 'keep one of them',
        related: [{ note: 'first described here', place: locate(first.parsed, first.pointer, 'key') }],
      });
    }
  };
  const readable = files.filter((source) => {
    const finding = refusalOf(source);
    if (finding === undefined) return true;
    findings.push(finding);
    const meant = collectionOf(source.file);
    if (meant !== undefined) broken.add(meant);
    return false;
  });
  for (const { parsed, findings: own } of parse([...readable].sort((a, b) => compare(a.file, b.file)))) {
    findings.push(...own);
    const collection = collectionOf(parsed.file);
    if (collection === undefined) continue;
    if (!parsed.sound) broken.add(collection);
    else entitiesOf(parsed, collection, findings, broken).forEach(add);
  }
  return { entities, findings, broken, place: (path, aim = 'value', pointer = []) => placeOf(entities, path, aim, pointer) };
}

const KEY = new RegExp(KEY_PATTERN);
const partsOf = (file: string): string[] => file.replace(/\.ya?ml$/i, '').split('/');
const collectionOf = (file: string): Collection | undefined => {
  const [first] = partsOf(file);
  return collections.find((collection) => collection === first);
};

/** Why a file is not read at all: what the edge says of it, or its name. */
function refusalOf({ file, text, refused }: SourceFile): Finding | undefined {
  const refusal = refused ?? misnamed(file);
  if (refusal === undefined) return undefined;
  const { at = 0, ...words } = refusal;
  return { severity: 'error', subject: file, place: placeAt(file, lineStartsOf(text), at, at + 1), related: [], ...words };
}

function misnamed(file: string): Refusal | undefined {
  const problem = (message: string, more: Pick<Refusal, 'allowed' | 'fix'>): Refusal => ({ rule: 'file-name', message, ...more });
  const [first = '', ...rest] = partsOf(file);
  if (!file.endsWith('.yaml')) {
    const [, stem = file, ending = 'nothing'] = /^(.*?)(\.[^./]*)?$/.exec(file) ?? [];
    return problem(`\`${file}\` ends in ${ending}`, { fix: `rename it to ${stem}.yaml` });
  }
  const collection = collectionOf(file);
  if (collection === undefined) {
    return problem(`\`${first}\` is no kind of entity`, { allowed: collections.join(', '), ...didYouMean(first, collections) });
  }
  if (rest.length === 0) return undefined;
  if (kindOf(collection).single) return problem(`there is one \`${collection}\` only`, { fix: `describe it in ${collection}.yaml` });
  const key = rest.join('/');
  return rest.length === 1 && KEY.test(key) && key.length <= KEY_MAX
    ? undefined
    : problem(`\`${key}\` is no key`, { allowed: KEY_WORDS, fix: 'use lower-case letters, digits and single hyphens' });
}

function entitiesOf(parsed: ParsedFile, collection: Collection, findings: Finding[], broken: Set<Collection>): RawEntity[] {
  const [, key] = partsOf(parsed.file);
  if (kindOf(collection).single) return [{ collection, key: collection, data: parsed.data, parsed, pointer: [] }];
  if (key !== undefined) return [{ collection, key, data: parsed.data, parsed, pointer: [] }];
  if (parsed.data === null || parsed.data === undefined) return [];
  if (typeof parsed.data !== 'object' || Array.isArray(parsed.data)) {
    broken.add(collection);
    findings.push({
      rule: 'schema',
      severity: 'error',
      subject: collection,
      place: locate(parsed, [], 'key'),
      related: [],
      message: `\`${collection}\` must be a map from key to entity`,
      fix: `write one entry per ${kindOf(collection).name}`,
    });
    return [];
  }
  return Object.entries(parsed.data).flatMap(([name, data]) => {
    const entity: RawEntity = { collection, key: name, data, parsed, pointer: [name] };
    if (KEY.test(name) && name.length <= KEY_MAX) return [entity];
    broken.add(collection);
    findings.push({
      rule: 'key-shape',
      severity: 'error',
      subject: `${collection}.${name}`,
      place: locate(parsed, [name], 'key'),
      related: [],
      message: `\`${name}\` is no key`,
      allowed: KEY_WORDS,
      fix: 'use lower-case letters, digits and single hyphens; the title may be free text',
    });
    return [];
  });
}

/** Falls back to the nearest described ancestor; an entity that no file describes is placed in the file it belongs in. */
function placeOf(entities: ReadonlyMap<string, RawEntity>, path: string, aim: Aim, pointer: readonly string[]): Place {
  const segments = path.split('.');
  const entity = entities.get(segments.slice(0, 2).join('.')) ?? entities.get(segments[0] ?? '');
  if (entity === undefined) return { file: `${segments[0] ?? 'estate'}.yaml`, line: 1, column: 1, length: 1 };
  const depth = kindOf(entity.collection).single ? 1 : 2;
  return locate(entity.parsed, [...entity.pointer, ...segments.slice(depth), ...pointer], aim);
}
