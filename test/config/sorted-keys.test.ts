import { sortedKeys } from '../../config/model/sorted-keys';

test('equal values are the same text, whatever the order of their keys; lists keep theirs', () => {
  const one = { b: [{ d: 1, c: null }, 'x'], a: { é: 1, Z: 2, a: 3 }, 10: 0 };
  const other = { 10: 0, a: { a: 3, Z: 2, é: 1 }, b: [{ c: null, d: 1 }, 'x'] };
  expect(JSON.stringify(sortedKeys(one))).toBe('{"10":0,"a":{"Z":2,"a":3,"é":1},"b":[{"c":null,"d":1},"x"]}');
  expect(JSON.stringify(sortedKeys(other))).toBe(JSON.stringify(sortedKeys(one)));
  expect(JSON.stringify(sortedKeys(['b', 'a']))).toBe('["b","a"]');
});
