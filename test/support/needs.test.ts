import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, needs, onPath, TOOLS } from './needs';

const tools = { hammer: { here: () => true, remedy: 'buy one' }, saw: { here: () => false, remedy: 'sharpen one' } };

test('nothing is missing when every tool is there, or none is needed', () => {
  expect(missing(['hammer'], tools)).toBeUndefined();
  expect(missing([], tools)).toBeUndefined();
});

test('the first tool that is not there is named with its remedy', () => {
  expect(missing(['hammer', 'saw'], tools)).toBe('saw is not here: sharpen one');
  expect(missing(['anvil'], tools)).toBe('anvil is not here: unknown tool');
});

test('a program is there when it can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  writeFileSync(join(folder, 'program'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'text'), '', { mode: 0o644 });
  expect(onPath('program', folder)).toBe(true);
  expect(onPath('text', folder)).toBe(false);
  expect(onPath('program', '')).toBe(false);
});

describe('needs decides by the tool', () => {
  const names = Object.keys(TOOLS) as (keyof typeof TOOLS)[];
  const ran = new Set<string>();
  // Registered here for every tool: the test below proves that none of those that are there was skipped.
  for (const name of names) needs([name], `runs where ${name} is there`, () => void ran.add(name));
  test('and every test ran whose tool is there, and no other', () => {
    expect([...ran]).toEqual(names.filter((name) => TOOLS[name].here()));
  });
});
