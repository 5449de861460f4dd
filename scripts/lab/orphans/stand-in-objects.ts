/** What the stand-in keeps, and which described resource each object would be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../../config/walk';
import type { LabFolder } from '../folder';
import { objectsIn, statesOf } from '../states';
import type { Block, Configuration, Described } from './configuration';

export interface KeptObject {
  readonly kind: string;
  readonly id: string;
  readonly values: Block;
}

/** Objects that Terraform made: what was there at first is none of them. */
export function keptObjects(store: string): readonly KeptObject[] {
  if (!existsSync(store)) return [];
  return readdirSync(store)
    .filter((name) => /^vsphere_\w+\.json$/.test(name))
    .flatMap((name) => {
      const objects = JSON.parse(readFileSync(join(store, name), 'utf8')) as Record<string, { given?: boolean; values: Block }>;
      return Object.entries(objects).flatMap(([id, { given, values }]) =>
        given === true ? [] : [{ kind: name.replace(/\.json$/, ''), id, values }],
      );
    });
}

/** Kept by the stand-in, and in no state. */
export function unknownToStates(lab: LabFolder, objects: readonly KeptObject[]): readonly KeptObject[] {
  const known = new Set(
    statesOf(lab).flatMap((stack) => objectsIn(lab, stack).map(({ type, attributes }) => `${type} ${String(attributes['id'])}`)),
  );
  return objects.filter(({ kind, id }) => !known.has(`${kind} ${id}`));
}

/**
 * The object that a resource describes: the one of its kind that has everything that is said of it. `known` is what is at each address, as far
 * as it is known: none is found before what the resource refers to is, for it could not have been made before.
 */
export function matching(
  described: Described,
  configuration: Configuration,
  known: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  objects: readonly KeptObject[],
): readonly KeptObject[] {
  const said: (readonly [name: string, value: unknown])[] = [];
  for (const [name, value] of Object.entries(described.block)) {
    if (typeof value === 'number' || typeof value === 'boolean') said.push([name, value]);
    if (typeof value !== 'string') continue;
    const referred = configuration.referred(value);
    if (referred !== undefined && !referred.isData && !known.has(referred.address)) return [];
    const held = referred === undefined ? undefined : known.get(referred.address)?.[referred.attribute];
    if (!value.includes('${')) said.push([name, value]);
    else if (held !== undefined) said.push([name, held]);
  }
  const inner = Object.entries(described.block).flatMap(([name, value]) => (isRecord(value) ? [[name, value] as const] : []));
  return objects.filter(
    ({ kind, values }) =>
      kind === described.kind &&
      said.every(([name, value]) => values[name] === value) &&
      inner.every(([name, value]) => name === '//' || name === 'lifecycle' || agrees(value, values[name])),
  );
}

/** A block of one, `ipv4`, is kept as a list of one. */
function agrees(written: Record<string, unknown>, kept: unknown): boolean {
  const other: unknown = Array.isArray(kept) ? kept[0] : kept;
  return (
    !isRecord(other) ||
    Object.entries(written).every(
      ([name, value]) => String(value).includes('${') || other[name] === undefined || other[name] === null || other[name] === value,
    )
  );
}
