/**
 * All that a line gives rise to, found by trying: another value is written there, everything is made again in memory, and what comes out
 * differently stands on that line. No list of who reads what can go stale.
 */
import { check } from '../../config/check';
import { type Leaf, leavesOf, otherValues, replaced } from '../../config/leaves';
import { type Loaded, type RawEntity, withEntities } from '../../config/load';
import type { Model } from '../../config/model/model';
import { namesOf } from '../../config/names';
import { render } from '../synth';
import { type Difference, differenceOf, type Parts, partsOf, together } from './difference';

export interface Line {
  readonly file: string;
  readonly line: number;
}

export interface Trial extends Difference {
  /** What was written instead, one text each: `64 GiB → 128 GiB`. Empty: no other value would be valid there. */
  readonly tried: readonly string[];
}

/** Values that are tried of one field. Of a line with several, all are changed at once, then each alone, up to so many. */
const VALUES = 2;
const ALONE = 12;

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
  const differences: Difference[] = [];
  const original = made(before);
  const attempt = ({ changed, beside = [], words }: Attempt): void => {
    const [from, to] = [beside, [...beside, changed]].map((changes) => modelOf(environment, loaded, changes, asOf));
    if (from === undefined || to === undefined) return;
    try {
      differences.push(differenceOf(beside.length === 0 ? original : made(from), made(to)));
      tried.push(words);
    } catch {
      // Rules are not asked here: what they would refuse may be impossible to make.
    }
  };
  for (const each of attempts(loaded, here.length > 0 ? here : within)) attempt(each);
  return { tried, ...together(differences) };
}

const pathOf = ({ entity, pointer }: Leaf): string => [entity, ...pointer].join('.');
const isWithin = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);

/** Without the rules: what is tried need not be wise, only of the right shape and with references that lead somewhere. */
function modelOf(environment: string, loaded: Loaded, changes: readonly RawEntity[], asOf: string): Model | undefined {
  return check(withEntities(loaded, changes), { environment, asOf, rules: [] }).model;
}

interface Attempt {
  readonly changed: RawEntity;
  /** Entities that are there before as well, so that the line can name them. */
  readonly beside?: readonly RawEntity[];
  readonly words: string;
}

function* attempts(loaded: Loaded, leaves: readonly Leaf[]): Generator<Attempt> {
  const names = namesOf(loaded.entities.values());
  const [first] = leaves;
  const entity = loaded.entities.get(first?.entity ?? '');
  if (first === undefined || entity === undefined) return;
  // A line between two entities belongs to the first.
  const own = leaves.filter((leaf) => leaf.entity === first.entity);
  if (own.length > 1) {
    const all = own.reduce((changed, leaf) => {
      const [other] = otherValues(leaf, changed, names);
      return other === undefined ? changed : replaced(changed, leaf.pointer, other);
    }, entity);
    yield { changed: all, words: 'every value there' };
  }
  for (const leaf of own.slice(0, ALONE)) {
    const others = otherValues(leaf, entity, names).slice(0, own.length > 1 ? 1 : VALUES);
    for (const other of others) yield { changed: replaced(entity, leaf.pointer, other), words: `${shown(leaf.value)} → ${shown(other)}` };
    if (others.length === 0) yield* renamed(loaded, leaf, entity);
  }
  yield* reversed(entity, own);
}

/** Where one entity alone can be named: a second one that is like it is there before and after, and the line names the other of the two. */
function* renamed(loaded: Loaded, leaf: Leaf, entity: RawEntity): Generator<Attempt> {
  const meant = loaded.entities.get(`${leaf.schema.ref ?? ''}.${String(leaf.value)}`);
  if (meant === undefined) return;
  const twin: RawEntity = { ...meant, key: `${meant.key}-2` };
  yield { changed: replaced(entity, leaf.pointer, twin.key), beside: [twin], words: `${shown(leaf.value)} → another like it` };
}

/** The order of a list may be what counts, as that of the accesses of a use. */
function* reversed(entity: RawEntity, leaves: readonly Leaf[]): Generator<Attempt> {
  const lists = new Set(leaves.flatMap(({ pointer }) => (/^\d+$/.test(pointer.at(-1) ?? '') ? [pointer.slice(0, -1).join('.')] : [])));
  for (const list of lists) {
    const pointer = list.split('.');
    const items = pointer.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], entity.data);
    if (Array.isArray(items) && items.length > 1)
      yield {
        changed: replaced(entity, pointer, [...(items as unknown[])].reverse()),
        words: `${pointer.at(-1) ?? ''} in the other order`,
      };
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
