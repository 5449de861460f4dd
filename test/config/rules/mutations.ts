/** Estates that nobody would write: a few values taken away, copied from elsewhere, or replaced by what seldom fits. */
import type { Loaded } from '../../../config/load';
import { load } from '../../../config/load';
import type { ParsedFile } from '../../../config/source';

type Holder = Record<string, unknown>;
interface Leaf {
  readonly holder: Holder;
  readonly key: string;
}

const SELDOM: readonly unknown[] = [
  0,
  -1,
  7,
  'x',
  true,
  null,
  [],
  {},
  '0 GiB',
  '1.5 GiB',
  '0 s',
  '::1',
  '10.0.0.0/8',
  '::/0',
  '255.255.255.255',
  'constructor',
];

/** `numbers` decides everything: the same ones give the same estate. */
export function mutated(files: readonly ParsedFile[], numbers: readonly number[]): Loaded {
  const parsed = files.map((file) => ({ ...file, data: structuredClone(file.data) }));
  for (const number of numbers) {
    const leaves = parsed.flatMap(({ data }) => leavesOf(data));
    const pick = <T>(among: readonly T[], salt: number): T | undefined => among[(number * salt) % among.length];
    const leaf = pick(leaves, 1);
    if (leaf === undefined) continue;
    const other = pick(
      leaves.filter(({ key }) => key === leaf.key),
      31,
    );
    if (number % 4 === 0) remove(leaf);
    else leaf.holder[leaf.key] = structuredClone(number % 4 === 1 ? pick(SELDOM, 17) : other?.holder[other.key]);
  }
  const sources = parsed.map(({ file }) => ({ file, text: '' }));
  return load(sources, () => parsed.map((file) => ({ parsed: file, findings: [] })));
}

function leavesOf(value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...leavesOf(holder[key])]);
}

function remove({ holder, key }: Leaf): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}
