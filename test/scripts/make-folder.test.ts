import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../scripts/make-folder';

test('folders that are missing are made, those that are there stay', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

test('where the system makes none it says so, at once', () => {
  // A device is no folder: nothing can be made below it, on any Unix.
  expect(() => makeFolder('/dev/null/cordee/estate')).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/cordee-none/estate')).toThrow('ENOENT');
});
