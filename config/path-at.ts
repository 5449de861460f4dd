/** The reverse of `Loaded.place`: what stands on a line of a file. */
import type { Loaded, RawEntity } from './load';
import { kindOf } from './model/index';
import { placeAt, type Span } from './source';

/**
 * Model path of the innermost value that all of the line belongs to; the collection where the line lies between its entities; undefined when no
 * entity comes from the file.
 */
export function pathAt(loaded: Loaded, file: string, line: number): string | undefined {
  const here = [...loaded.entities].filter(([, entity]) => entity.parsed.file === file);
  const found = here.find(([, entity]) => covers(entity, entityRoot(entity), line));
  const [path, entity] = found ?? [];
  if (path === undefined || entity === undefined) return here[0]?.[1].collection;
  const segments: string[] = [];
  let span = entityRoot(entity);
  for (;;) {
    const [next, ...more] = Object.entries(span.inner ?? {}).filter(([, inner]) => covers(entity, inner, line));
    // Of several values on one line, as in `{ vlan: 7, zone: a }`, none is meant rather than another.
    if (next === undefined || more.length > 0) return [path, ...segments].join('.');
    segments.push(next[0]);
    span = next[1];
  }
}

function entityRoot({ parsed, pointer, collection }: RawEntity): Span {
  // A file that holds one entity is that entity from its first line to its last, comments included.
  if (kindOf(collection).single || pointer.length === 0) return { ...parsed.root, at: [0, 1, 0, Number.MAX_SAFE_INTEGER] };
  return pointer.reduce<Span>((span, segment) => span.inner?.[segment] ?? span, parsed.root);
}

function covers({ parsed }: RawEntity, { at }: Span, line: number): boolean {
  const [keyStart, , , valueEnd] = at;
  const lineOf = (offset: number): number => placeAt(parsed.file, parsed.lines, offset, offset + 1).line;
  // A value of several lines ends with the line break before what follows.
  return lineOf(keyStart) <= line && line <= lineOf(Math.max(keyStart, valueEnd - 1));
}
