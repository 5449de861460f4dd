/** YAML that hides what it means is refused, at its place. */
import { parseFile } from '../../config/parse';

const said = (text: string): string[] =>
  parseFile({ file: 'x.yaml', text }).findings.map(
    ({ rule, place, message, fix }) => `${String(place.line)}:${String(place.column)} [${rule}] ${message}; ${fix ?? ''}`,
  );

test.each([
  ['a: !!str 7', '1:10 [yaml-plain] the tag `tag:yaml.org,2002:str` changes the type of a value; remove it'],
  ['a: !!int "7"', '1:10 [yaml-plain] the tag `tag:yaml.org,2002:int` changes the type of a value; remove it'],
  ['a: ! 7', '1:6 [yaml-plain] the tag `!` changes the type of a value; remove it'],
  ['a: 1\nb: !!set { x }', '2:10 [yaml-plain] the tag `tag:yaml.org,2002:set` changes the type of a value; remove it'],
  ['!!map\na: 1', '2:1 [yaml-plain] the tag `tag:yaml.org,2002:map` changes the type of a value; remove it'],
  ['%YAML 1.1\n---\na: yes', '1:1 [yaml-plain] the directive `%YAML 1.1` changes how the file is read; remove it'],
  [
    '# said first\n\n%TAG ! tag:x,2000:\n---\na: 1',
    '3:1 [yaml-plain] the directive `%TAG ! tag:x,2000:` changes how the file is read; remove it',
  ],
  ['a: 1\n---\nb: 2', '2:1 [yaml-syntax] the file holds more than one document (`---`); one document per file'],
  ['b: 1\n<<: { a: 1 }', '2:1 [yaml-plain] the merge key `<<` copies values from elsewhere; write the values here'],
  ['a: &x 1', '1:4 [yaml-plain] the anchor `&x` gives a value a second use; remove it and write the value where it is needed'],
  ['a: 1\nb: 2\na: 3', '3:1 [yaml-syntax] the key `a` stands twice in this map; keep one of them'],
  ['a: { b: 1, "b": 2 }', '1:12 [yaml-syntax] the key `b` stands twice in this map; keep one of them'],
  ['1: x\n"1": y', '2:1 [yaml-syntax] the key `1` stands twice in this map; keep one of them'],
])('%j', (text, finding) => {
  expect(said(text)).toEqual([finding]);
});

test('a key that stands twice is told beside whatever else is wrong in the file', () => {
  expect(said('a: &x 1\nb: 2\nb: 3')).toEqual([
    '1:4 [yaml-plain] the anchor `&x` gives a value a second use; remove it and write the value where it is needed',
    '3:1 [yaml-syntax] the key `b` stands twice in this map; keep one of them',
  ]);
});

test.each(['---\na: 1', '# %YAML 1.1\na: 1', 'a: "!!str"', 'a: 50 %', 'a: |\n  %YAML 1.1\n', 'a: "%"', ''])('%j hides nothing', (text) => {
  expect(said(text)).toEqual([]);
});

test('two keys of many are found to be one', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${String(index)}: 1`);
  expect(said(keys.join('\n'))).toEqual([]);
  expect(said([...keys, 'k17: 2'].join('\n'))).toEqual(['20001:1 [yaml-syntax] the key `k17` stands twice in this map; keep one of them']);
});
