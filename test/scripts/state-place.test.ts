/** State and facts of an estate lie in one place, wherever its output is written. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statePlace } from '../../scripts/state-place';

let root = '';
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'cordee-')))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folder = (...names: string[]): string => {
  const path = join(root, ...names);
  mkdirSync(path, { recursive: true });
  return path;
};
const project = (): string => folder('project');
const shipped = () => ({ name: 'ville', folder: folder('project', 'config', 'environments', 'ville') });
const own = () => ({ name: 'ville', folder: folder('estates', 'ville') });
const deploy = (...names: string[]): void => writeFileSync(join(folder(...names, '.cordee', 'state', 'ville'), 'storage.tfstate'), '{}');

test('beside the output of a project, and the same text on every machine', () => {
  expect(statePlace(shipped(), join(project(), 'cdktf.out'), project())).toEqual({
    folder: join(root, 'project', '.cordee'),
    fromStack: '../../../.cordee',
  });
});

test('in the project also where the output lies elsewhere: nothing is made a second time', () => {
  expect(statePlace(shipped(), join(root, 'elsewhere', 'deep', 'out'), project())).toEqual({
    folder: join(root, 'project', '.cordee'),
    fromStack: '../../../../../project/.cordee',
  });
  expect(statePlace(own(), join(project(), 'cdktf.out'), project()).fromStack).toBe('../../../.cordee');
});

test('through a link, where Terraform will look from: the real folder', () => {
  symlinkSync(folder('far', 'away'), join(root, 'link'));
  expect(statePlace(shipped(), join(root, 'link', 'out'), project()).fromStack).toBe('../../../../../project/.cordee');
});

test('beside the output where the estate lies there too, whatever the project has: a lab is a world of its own', () => {
  deploy('project');
  const lab = { name: 'ville', folder: folder('project', '.cordee', 'lab', 'ville', 'estate', 'ville') };
  expect(statePlace(lab, join(root, 'project', '.cordee', 'lab', 'ville', 'cdktf.out'), project())).toEqual({
    folder: join(root, 'project', '.cordee', 'lab', 'ville', '.cordee'),
    fromStack: '../../../.cordee',
  });
});

test('is refused where a state lies already in another place', () => {
  deploy('estates');
  const out = join(project(), 'cdktf.out');
  const state = join(root, 'estates', '.cordee', 'state', 'ville');
  const message = `the state of \`ville\` lies in ${state}; with its output in ${out}, Terraform would look for it in ${join(root, 'project', '.cordee')} and make everything a second time`;
  expect(() => statePlace(own(), out, project())).toThrow(
    expect.objectContaining({ message, remedy: `write the output beside it: --output ${join(root, 'estates', 'cdktf.out')}` }) as Error,
  );
  expect(() => statePlace(shipped(), join(root, 'estates', 'out'), project())).toThrow(
    expect.objectContaining({ remedy: `move ${join(root, 'estates', '.cordee')} to ${join(root, 'project', '.cordee')}` }) as Error,
  );
  deploy('project');
  expect(() => statePlace(own(), out, project())).toThrow(
    expect.objectContaining({ message, remedy: 'find out which of the two is right, and move the other away' }) as Error,
  );
});
