/** The commands of the lab where there is none, or where what they need is missing: one line that says so, and one that helps. */
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { estateFolder } from '../support/estates';
import { cordee } from '../support/fake-shell';

let labs = '';
beforeEach(() => (labs = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(labs, { recursive: true, force: true }));
const lab = (...words: readonly string[]) => cordee(['lab', ...words, '-e', 'minimal', '--labs', labs]);

test('where there is no lab, that is said, and how to begin one', async () => {
  expect(await lab('status')).toEqual({ code: 0, out: `minimal has no lab; begin one: cordee lab up -e minimal --labs ${labs}`, err: '' });
  expect(await lab('down')).toEqual({ code: 0, out: 'minimal has no lab', err: '' });
  const none = {
    code: 1,
    out: '',
    err: `cordee: no lab of minimal is running\n        begin one: cordee lab up -e minimal --labs ${labs}`,
  };
  for (const words of [['lose-site', 'mairie'], ['restore-site', 'mairie'], ['orphans']]) expect(await lab(...words)).toEqual(none);
});

test('status for programs', async () => {
  const { out } = await lab('status', '--format', 'json');
  expect(JSON.parse(out)).toEqual({ environment: 'minimal', running: { vcenter: false, datacore: false }, run: null, vcenter: null });
});

const without = async (words: readonly string[]) => {
  const before = process.env['PATH'];
  process.env['PATH'] = labs;
  try {
    return await cordee([...words, '-e', 'minimal', '--labs', labs]);
  } finally {
    process.env['PATH'] = before;
  }
};

test.each([[['rehearse']], [['lab', 'up']]])(
  '%j without Terraform: what is missing, how to get it, and nothing is left behind',
  async (words) => {
    expect(await without(words)).toEqual({
      code: 1,
      out: '',
      err:
        'cordee: Terraform is not here: a rehearsal runs the real one\n' +
        '        install Terraform 1.9 or later (https://developer.hashicorp.com/terraform/install), in PATH',
    });
    expect(readdirSync(labs)).toEqual([]);
  },
);

test.each([
  [['--parallel', '0'], 'option `--parallel <stacks>` argument `0` is invalid', 'write a whole number from 1 to 16'],
  [['--provider', 'other'], 'option `--provider <kind>` argument `other` is invalid', 'allowed: real, stand-in'],
  [['--recovery', 'soon'], 'option `--recovery <ms>` argument `soon` is invalid', 'write a whole number, 0 or more'],
])('rehearse %j is refused', async (words, message, remedy) => {
  expect(await cordee(['rehearse', '-e', 'minimal', '--labs', labs, ...words])).toEqual({
    code: 1,
    out: '',
    err: `cordee: ${message}\n        ${remedy}`,
  });
});

test.each([['up'], ['down'], ['status'], ['lose-site', 'mairie']])(
  'a file as the folder of labs is refused by lab %s',
  async (...words) => {
    const file = join(labs, 'file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')])
      expect(await cordee(['lab', ...words, '-e', 'minimal', '--labs', place])).toEqual({
        code: 1,
        out: '',
        err:
          `cordee: option \`--labs <folder>\` argument \`${place}\` is invalid\n` +
          `        ${file} is a file: name a folder, which is made where it is not there`,
      });
  },
);

test('labs never lie where the estate does', async () => {
  const estate = estateFolder('minimal');
  const refused = (how: string, place: string) => ({
    code: 1,
    out: '',
    err: `cordee: the folder of all labs, ${place}, ${how} the folder of the estate\n        name another folder: --labs FOLDER`,
  });
  const link = join(labs, 'link');
  symlinkSync(estate, link);
  for (const [how, place] of [
    ['is', estate],
    ['is', link],
    ['lies in', join(estate, 'labs', 'mine')],
    ['holds', dirname(estate)],
  ] as const)
    for (const words of [['lab', 'up'], ['rehearse']])
      expect(await cordee([...words, '-e', estate, '--labs', place])).toEqual(refused(how, place));
  expect(readdirSync(dirname(estate))).toEqual(['estate']);
  rmSync(dirname(estate), { recursive: true });
});
