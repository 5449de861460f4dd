/** A larger estate made from a given one, for measuring: tenants are copied under new keys, and what they stand on grows with them. */
import { parse, stringify } from 'yaml';
import type { SourceFile } from '../config/source';

type Tree = Record<string, unknown>;

/**
 * `tenants` in all, the given ones among them. The same seed gives the same estate: it decides which tenant each copy is made from. Copies
 * get free VLANs and subnets of their own; hosts, pools, volumes and datastores grow by the same factor, so that the result passes the check.
 */
export function scale(files: readonly SourceFile[], tenants: number, seed = 1): SourceFile[] {
  const originals = files.filter(({ file }) => file.startsWith('tenants/'));
  const factor = Math.max(1, Math.ceil((1.2 * tenants) / originals.length));
  const random = generator(seed);
  const grown = files.map((source) => (factor === 1 ? source : grow(source, factor)));
  const copies = Array.from({ length: Math.max(0, tenants - originals.length) }, (_, index) => {
    const original = originals[Math.floor(random() * originals.length)];
    return original === undefined ? undefined : copy(original, index);
  });
  return [...grown, ...copies.filter((file) => file !== undefined)];
}

/** Where the copies live: above every VLAN of the estate, and in address space that nothing else uses. */
const FIRST_VLAN = 1500;
const prefixOf = (index: number, position: number): string =>
  `10.${String(128 + 32 * position + Math.floor(index / 256))}.${String(index % 256)}.`;

function copy({ file, text }: SourceFile, index: number): SourceFile {
  const key = `t${String(index).padStart(4, '0')}`;
  const original = /tenants\/(.+)\.yaml$/.exec(file)?.[1] ?? '';
  const networks = Object.values((parse(text) as { networks?: Record<string, Tree> }).networks ?? {});
  let copied = text.split(`${original}/`).join(`${key}/`);
  for (const [position, network] of networks.entries()) {
    const subnet = String(network['subnet']);
    const old = subnet.split('.').slice(0, 3).join('.');
    copied = copied.split(`${old}.`).join(prefixOf(index, position));
    copied = copied.replace(new RegExp(`vlan: ${String(network['vlan'])}\\b`), `vlan: ${String(FIRST_VLAN + index + position * 1250)}`);
  }
  return { file: `tenants/${key}.yaml`, text: copied.replace(/\n\s+subnet6:.*|\n\s+address6:.*/g, '') };
}

const GROWN: Readonly<Record<string, readonly string[]>> = {
  hardware: ['memory', 'cores'],
  'storage-servers': ['capacity'],
  volumes: ['size'],
};

function grow(source: SourceFile, factor: number): SourceFile {
  const collection = source.file.split(/[/.]/)[0] ?? '';
  const fields = GROWN[collection];
  if (fields === undefined) return source;
  return { file: source.file, text: stringify(multiply(parse(source.text), fields, factor)) };
}

function multiply(value: unknown, fields: readonly string[], factor: number): unknown {
  if (Array.isArray(value)) return value.map((item) => multiply(item, fields, factor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      if (!fields.includes(key)) return [key, multiply(inner, fields, factor)];
      if (typeof inner === 'number') return [key, inner * factor];
      return typeof inner === 'string'
        ? [key, inner.replace(/^[0-9.]+/, (number) => String(Number(number) * factor))]
        : [key, multiply(inner, fields, factor)];
    }),
  );
}

/** A small generator of numbers in [0, 1): the sequence depends on the seed alone (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
