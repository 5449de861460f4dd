/** What differs between two outputs: addresses in Terraform, and generated files. */
import { isRecord } from '../../config/walk';
import type { Rendering } from '../synth';

export interface Difference {
  /** `stack address`, in order. */
  readonly elements: readonly { readonly stack: string; readonly address: string }[];
  /** Paths below the output. */
  readonly files: readonly string[];
}

/** An output, taken apart: `stack address` → its JSON, and path of a generated file → its text. */
export interface Parts {
  readonly elements: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

export function partsOf({ stacks, texts }: Rendering): Parts {
  const elements = new Map<string, string>();
  for (const { name, file } of stacks) {
    const json = JSON.parse(texts.get(file) ?? '{}') as unknown;
    for (const [address, body] of addressesIn(json)) elements.set(`${name} ${address}`, JSON.stringify(body));
  }
  return { elements, files: new Map([...texts].filter(([path]) => path.startsWith('files/'))) };
}

function* addressesIn(json: unknown): Generator<readonly [address: string, body: unknown]> {
  if (!isRecord(json)) return;
  for (const [block, prefix] of [
    ['resource', ''],
    ['data', 'data.'],
  ] as const) {
    const types = json[block];
    if (!isRecord(types)) continue;
    for (const [type, byName] of Object.entries(types))
      if (isRecord(byName)) for (const [name, body] of Object.entries(byName)) yield [`${prefix}${type}.${name}`, body];
  }
}

export function differenceOf(before: Parts, after: Parts): Difference {
  const changed = (of: (parts: Parts) => ReadonlyMap<string, string>): string[] =>
    [...new Set([...of(before).keys(), ...of(after).keys()])].filter((key) => of(before).get(key) !== of(after).get(key)).sort();
  const elements = changed((parts) => parts.elements).map((key) => {
    const [stack = '', address = ''] = key.split(' ');
    return { stack, address };
  });
  return { elements, files: changed((parts) => parts.files) };
}

/** What differs in any of them. */
export function together(differences: readonly Difference[]): Difference {
  const elements = new Map(differences.flatMap((one) => one.elements.map((element) => [`${element.stack} ${element.address}`, element])));
  return {
    elements: [...elements].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, element]) => element),
    files: [...new Set(differences.flatMap(({ files }) => files))].sort(),
  };
}
