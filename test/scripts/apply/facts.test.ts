/** The facts file and its lock: merged, whole, and never held by somebody who is gone. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, readVolumeFacts, writeVolumeFacts } from '../../../scripts/apply/facts';
import { withLock } from '../../../scripts/apply/lock';
import { UsageError } from '../../../scripts/usage-error';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  path = join(folder, 'facts', 'minimal.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = (): unknown => JSON.parse(readFileSync(path, 'utf8'));

test('they bear the name of their environment', () => {
  expect(environmentOf('/estates/.cordee/facts/chelles.json')).toBe('chelles');
});

test('a volume’s are merged with what is there, in the order of names, and taken out again', async () => {
  mkdirSync(join(folder, 'facts'));
  writeFileSync(path, JSON.stringify({ other: 'kept', volumes: { b: { device: 'naa.b' } } }));
  await writeVolumeFacts(path, 'a', { device: 'naa.a' });
  expect(readFileSync(path, 'utf8')).toBe(
    '{\n  "other": "kept",\n  "volumes": {\n    "a": {\n      "device": "naa.a"\n    },\n    "b": {\n      "device": "naa.b"\n    }\n  }\n}\n',
  );
  expect(readVolumeFacts(path, 'b')).toEqual({ device: 'naa.b' });
  await writeVolumeFacts(path, 'b', undefined);
  expect(text()).toEqual({ other: 'kept', volumes: { a: { device: 'naa.a' } } });
});

test('a file that is none stops before anything is lost', async () => {
  mkdirSync(join(folder, 'facts'));
  writeFileSync(path, '{"volumes": ');
  await expect(writeVolumeFacts(path, 'a', { device: 'naa.a' })).rejects.toEqual(
    new UsageError(`${path} is no facts file`, 'remove it, and apply the stack of volumes again: it is read from the storage'),
  );
  expect(readFileSync(path, 'utf8')).toBe('{"volumes": ');
});

test('a lock of a process that is gone is taken over, by one of those who wait at a time', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(folder, 'facts'));
  writeFileSync(`${path}.lock`, `process ${String(gone)} on ${hostname()}`);
  let inside = 0;
  const most: number[] = [];
  const work = async (): Promise<void> => {
    most.push((inside += 1));
    await new Promise((done) => setTimeout(done, 5));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(`${path}.lock`, work)));
  expect(most).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('a lock is given back when the work fails', async () => {
  const failing = withLock(`${path}.lock`, () => {
    throw new UsageError('no');
  });
  await expect(failing).rejects.toEqual(new UsageError('no'));
  expect(existsSync(`${path}.lock`)).toBe(false);
});
