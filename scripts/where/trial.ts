/**
 * All that a line gives rise to, found by trying: another value is written there, everything is made again in memory, and what comes out
 * differently stands on that line. No list of who reads what can go stale.
 */
import { check } from '../../config/check';
import { type Leaf, leavesOf, otherValues, replaced } from '../../config/leaves';
import type { Loaded, RawEntity } from '../../config/load';
import type { Model } from '../../config/model/model';
import { namesOf } from '../../config/names';
import { render } from '../synth';
import { type Difference, differenceOf, type Parts, partsOf } from './difference';

export interface Line {
  readonly file: string;
  readonly line: number;
}

export interface Trial extends Difference {
  /** What was written instead, one text each: `64 GiB → 128 GiB`. Empty: no other value would be valid there. */
  readonly tried: readonly string[];
}

/** Values that are tried of one field. Of a line with several, all are changed at once; where that cannot be made, the first few alone. */
const VALUES = 2;
const ALONE = 6;

/** Undefined where the estate cannot be resolved as it is. `outdir` is where the output lies; nothing is written there. */
export function tryLine(
  environment: string,
  loaded: Loaded,
  path: string,
  { file, line }: Line,
  asOf: string,
  outdir: string,
): Trial | undefined {
  const before = modelOf(environment, loaded, [], asOf);
  if (before === undefined) return undefined;
  const made = (model: Model): Parts => partsOf(render(model, loaded, outdir, { leaving: {} }));
  const within = leavesOf(loaded).filter((leaf) => isWithin(pathOf(leaf), path));
  const here = within.filter((leaf) => {
    const place = loaded.place(pathOf(leaf));
    return place.file === file && place.line === line;
  });
  const tried: string[] = [];
  const afters: Parts[] = [];
  const attempt = (entity: RawEntity, words: string): boolean => {
    const after = modelOf(environment, loaded, [entity], asOf);
    if (after === undefined) return false;
    try {
      afters.push(made(after));
    } catch {
      // Rules are not asked here: what they would refuse may be impossible to make.
      return false;
    }
    tried.push(words);
    return true;
  };
  const leaves = here.length > 0 ? here : within;
  const together = leaves.length > 1 ? allAtOnce(loaded, leaves) : undefined;
  if (together === undefined || !attempt(together, 'every value there'))
    for (const { entity, words } of eachAlone(loaded, leaves)) attempt(entity, words);
  return { tried, ...differenceOf(made(before), afters) };
}

const pathOf = ({ entity, pointer }: Leaf): string => [entity, ...pointer].join('.');
const isWithin = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);

/** Without the rules: what is tried need not be wise, only of the right shape and with references that lead somewhere. */
function modelOf(environment: string, loaded: Loaded, changes: readonly RawEntity[], asOf: string): Model | undefined {
  const entities = new Map(loaded.entities);
  for (const entity of changes) entities.set(entity.collection === entity.key ? entity.key : `${entity.collection}.${entity.key}`, entity);
  return check({ ...loaded, entities }, { environment, asOf, rules: [] }).model;
}

interface Attempt {
  readonly entity: RawEntity;
  readonly words: string;
}

/** Only the fields of the first one’s entity: a line between two entities belongs to neither. */
function allAtOnce(loaded: Loaded, leaves: readonly Leaf[]): RawEntity | undefined {
  const names = namesOf(loaded.entities.values());
  const path = leaves[0]?.entity ?? '';
  let entity = loaded.entities.get(path);
  for (const leaf of leaves) {
    if (entity === undefined || leaf.entity !== path) continue;
    const [other] = otherValues(leaf, entity, names);
    if (other !== undefined) entity = replaced(entity, leaf.pointer, other);
  }
  return entity;
}

function* eachAlone(loaded: Loaded, leaves: readonly Leaf[]): Generator<Attempt> {
  const names = namesOf(loaded.entities.values());
  const [first] = leaves;
  const entity = loaded.entities.get(first?.entity ?? '');
  if (first === undefined || entity === undefined) return;
  const several = leaves.length > 1;
  for (const leaf of leaves.slice(0, several ? ALONE : 1).filter((one) => one.entity === first.entity))
    for (const other of otherValues(leaf, entity, names).slice(0, several ? 1 : VALUES))
      yield { entity: replaced(entity, leaf.pointer, other), words: `${shown(leaf.value)} → ${shown(other)}` };
  yield* reversed(entity, leaves);
}

/** The order of a list may be what counts, as that of the accesses of a use. */
function* reversed(entity: RawEntity, leaves: readonly Leaf[]): Generator<Attempt> {
  const lists = new Set(leaves.flatMap(({ pointer }) => (/^\d+$/.test(pointer.at(-1) ?? '') ? [pointer.slice(0, -1).join('.')] : [])));
  for (const list of lists) {
    const pointer = list.split('.');
    const items = pointer.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], entity.data);
    if (Array.isArray(items) && items.length > 1)
      yield { entity: replaced(entity, pointer, [...(items as unknown[])].reverse()), words: `${pointer.at(-1) ?? ''} in the other order` };
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
