/**
 * Every address of the reference estate. They are the contract with the state: one that changes destroys and makes anew, so a commit that
 * changes `addresses.txt` says why.
 */
import { join } from 'node:path';
import { expectSame, lineDifference } from './golden';
import { filesOf } from '../support/estates';
import { allElements, rendered } from './rendered';

const list = (environment: string): string[] =>
  allElements(rendered(environment))
    .map(({ stack, address }) => `${stack} ${address}`)
    .sort();

test('the addresses of the reference estate are those of addresses.txt', () => {
  expectSame(join(__dirname, 'addresses.txt'), `${list('chelles').join('\n')}\n`);
});

test('an address stands once in its stack', () => {
  for (const environment of ['minimal', 'chelles']) expect(new Set(list(environment)).size).toBe(list(environment).length);
});

test('an address is made of business keys: lower-case words, never a hash, a number of order or a title', () => {
  const strange = list('chelles').filter(
    (line) => !/^[a-z0-9-]+ (data\.)?[a-z_]+\.[a-z][a-z0-9]*([-_]{1,2}[a-z0-9]+)*$/.test(line) || /[0-9A-F]{8}/.test(line),
  );
  expect(strange).toEqual([]);
});

test('the trace index names every address, with the file and line it comes from', () => {
  const { output } = rendered('chelles');
  const trace = JSON.parse(output.texts.get('trace.json') ?? '{}') as { entries: Record<string, unknown>[] };
  expect(trace.entries.map(({ stack, address }) => `${String(stack)} ${String(address)}`).sort()).toEqual(list('chelles'));
  for (const { file, line, construct } of trace.entries) {
    expect(file).toMatch(/^[a-z-]+(\/[a-z0-9-]+)?\.yaml$/);
    expect(line).toBeGreaterThan(0);
    expect(construct).toMatch(/^[a-z0-9-]+\//);
  }
});

/** What an address was made from, for whoever asks `cordee where`. */
const madeFrom = (environment: string): string[] => {
  const trace = JSON.parse(rendered(environment).output.texts.get('trace.json') ?? '{}') as {
    entries: { stack: string; address: string; path: string }[];
  };
  return trace.entries.map(({ stack, address, path }) => `${stack} ${address} ← ${path}`).sort();
};

test('every address of the smallest estate is made from what made-from.txt says', () => {
  expectSame(join(__dirname, 'made-from.txt'), `${madeFrom('minimal').join('\n')}\n`);
});

test('the line of an address of the reference estate names the key of what it was made from', () => {
  const texts = new Map(filesOf('chelles').map(({ file, text }) => [file, text.split('\n')]));
  const trace = JSON.parse(rendered('chelles').output.texts.get('trace.json') ?? '{}') as {
    entries: { path: string; file: string; line: number }[];
  };
  const strange = trace.entries.filter(({ path, file, line }) => {
    const key = path.split('.').at(-1)!;
    // A file that holds one entity is named after it.
    return !(texts.get(file)?.[line - 1] ?? '').includes(`${key}:`) && !file.endsWith(`/${key}.yaml`) && file !== `${key}.yaml`;
  });
  expect(strange).toEqual([]);
});

test('a difference is told by the lines that went and came', () => {
  expect(lineDifference('a\nb\n', 'a\nc\n')).toBe('- b\n+ c');
  expect(lineDifference('a\nb', 'b\na')).toBe('(the same lines in another order)');
  expect(lineDifference('a\na', 'a')).toBe('- a');
  expect(lineDifference('1\n2\n3', '', 2)).toBe('- 1\n- 2\n… 2 more');
});
