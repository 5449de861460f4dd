import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { asOfOption } from '../../scripts/options';
import { program } from '../../scripts/program';
import { UsageError } from '../../scripts/usage-error';
import { cordee } from '../support/fake-shell';

const usageErrors: readonly (readonly [argv: readonly string[], message: string, remedy: string])[] = [
  [[], 'no command is given', 'see cordee --help'],
  [['new'], 'no command is given', 'see cordee --help'],
  [['chek'], 'unknown command `chek`', 'did you mean `check`?'],
  [['xyzzy'], 'unknown command `xyzzy`', 'see cordee --help'],
  [['check', '--formt', 'json'], 'unknown option `--formt`', 'did you mean `--format`?'],
  [['check', '--format', 'xml'], 'option `-f, --format <format>` argument `xml` is invalid', 'allowed: text, json'],
  [
    ['check', '--as-of', '2027-02-30'],
    'option `--as-of <date>` argument `2027-02-30` is invalid',
    'write a day that exists, as 2027-06-30',
  ],
  [['check', '-e'], 'option `-e, --environment <name|folder>` argument missing', 'see cordee --help'],
  [['check', 'minimal'], 'too many arguments for `check`', 'an environment is named with -e; see cordee --help'],
  [['where'], 'missing required argument `address|file:line`', 'see cordee --help'],
  [
    ['check', '-e', 'chele'],
    'there is no environment `chele`: neither a name (chelles, minimal) nor a folder',
    'did you mean `chelles`? A new one: cordee new estate FOLDER',
  ],
  [
    ['check', '-e', '/nowhere'],
    'there is no environment `/nowhere`: neither a name (chelles, minimal) nor a folder',
    'a new one: cordee new estate FOLDER',
  ],
  [['list', 'workload'], '`workload` is no collection', 'did you mean `workloads`? All of them: cordee list'],
  [['explain', 'vlan-uniqe'], '`vlan-uniqe` is no rule', 'did you mean `vlan-unique`? All of them: cordee explain'],
  [['explain', 'nothing-of-the-sort'], '`nothing-of-the-sort` is no rule', 'all of them: cordee explain'],
];

test.each(usageErrors)('%j is refused in two lines', async (argv, message, remedy) => {
  expect(await cordee(argv)).toEqual({ code: 1, out: '', err: `cordee: ${message}\n        ${remedy}` });
});

test.each(['2027-06-30', '2028-02-29'])('%s is a day', (value) => {
  expect(asOfOption('2026-11-23').parseArg?.(value, '')).toBe(value);
});
test.each(['2027-2-3', '2027-02-29', '30/06/2027', 'tomorrow', ''])('%j is no day', (value) => {
  expect(() => asOfOption('2026-11-23').parseArg?.(value, '')).toThrow(InvalidArgumentError);
});

/** Fails in the middle of a command, at its first word. */
const failing = (error: unknown, debug = false) =>
  cordee(['explain'], {
    debug,
    print: () => {
      throw error;
    },
  });

test('an unexpected failure is one line that says whose fault it is', async () => {
  expect(await failing(new TypeError('x is not a function'))).toEqual({
    code: 1,
    out: '',
    err: 'cordee: this is a bug in Cordée: x is not a function; set CORDEE_DEBUG=1 for the trace',
  });
  expect((await failing('a text')).err).toBe('cordee: this is a bug in Cordée: a text; set CORDEE_DEBUG=1 for the trace');
});

test('with CORDEE_DEBUG the trace stands before it', async () => {
  const lines = (await failing(new TypeError('x is not a function'), true)).err.split('\n');
  expect([lines[0], lines[1]?.trim().startsWith('at '), lines.at(-1)]).toEqual([
    'TypeError: x is not a function',
    true,
    'cordee: this is a bug in Cordée: x is not a function; set CORDEE_DEBUG=1 for the trace',
  ]);
});

test('what the system refuses, and what the user asked in vain, is no bug', async () => {
  const refused = Object.assign(new Error("EACCES: permission denied, open 'estate.yaml'"), { syscall: 'open', code: 'EACCES' });
  expect((await failing(refused)).err).toBe(
    "cordee: EACCES: permission denied, open 'estate.yaml'\n        let whoever runs this read and write it, or name another folder (-o for what is synthesized, --labs for labs)",
  );
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write', code: 'ENOSPC' });
  expect((await failing(full)).err).toMatch(/^cordee: ENOSPC.*\n {8}the disk is full: make room on it, /);
  const other = Object.assign(new Error('EIO: i/o error, read'), { syscall: 'read', code: 'EIO' });
  expect((await failing(other)).err).toBe('cordee: EIO: i/o error, read');
  expect((await failing(new UsageError('no'))).err).toBe('cordee: no');
});

const everyCommand = (command: Command): readonly Command[] => command.commands.flatMap((inner) => [inner, ...everyCommand(inner)]);
const shell = { today: '2026-11-23', print: () => undefined } as unknown as Parameters<typeof program>[0];
const leaves = everyCommand(program(shell, () => undefined)).filter((command) => command.commands.length === 0);
const pathOf = (command: Command): string[] => (command.parent === null ? [] : [...pathOf(command.parent), command.name()]);

test.each(leaves.map((command) => [pathOf(command).join(' '), pathOf(command)]))(
  '%s has help with examples of itself',
  async (name, path) => {
    const { code, out, err } = await cordee([...path, '--help']);
    expect([code, err, out.split('\n')[0]?.startsWith(`Usage: cordee ${name}`)]).toEqual([0, '', true]);
    expect(out).toMatch(new RegExp(`\nExamples:\n  \\$ cordee ${name}\\b`));
  },
);

test('the help of all says the exit codes', async () => {
  const { out } = await cordee(['--help']);
  expect(out).toContain(
    [
      'Exit codes:',
      '  0  fine',
      '  1  an error in the estate, or in how the command was called',
      '  3  the proof fails: something promised does not hold (cordee prove, cordee rehearse)',
      '  4  a deletion that nobody approved (cordee rehearse)',
      '  2 is reserved: changes planned',
    ].join('\n'),
  );
  expect(leaves.map((command) => pathOf(command).join(' '))).toEqual([
    'check',
    'model',
    'list',
    'explain',
    'where',
    'synth',
    'prove',
    'start',
    'apply',
    'lab up',
    'lab synth',
    'lab down',
    'lab status',
    'lab lose-site',
    'lab restore-site',
    'lab lose-storage',
    'lab restore-storage',
    'lab orphans',
    'rehearse',
    'new tenant',
    'new estate',
  ]);
});

test('--version prints the version of the project', async () => {
  expect(await cordee(['--version'])).toEqual({ code: 0, out: version, err: '' });
});

test('a folder that is no estate is not read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  expect((await cordee(['check', '-e', folder])).err).toBe(
    `cordee: \`${folder}\` is no estate: it has no estate.yaml\n        name the folder that has it, or begin one: cordee new estate FOLDER`,
  );
});

test('the environment may be named in CORDEE_ENVIRONMENT', async () => {
  process.env['CORDEE_ENVIRONMENT'] = 'nowhere-at-all';
  try {
    expect((await cordee(['check'])).err).toMatch(/^cordee: there is no environment `nowhere-at-all`/);
    expect((await cordee(['check', '-e', 'minimal'])).code).toBe(0);
  } finally {
    delete process.env['CORDEE_ENVIRONMENT'];
  }
});
