import { processShell, progressOn } from '../../scripts/shell';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

const textOf = (file: string): string => filesOf('minimal').find((source) => source.file === file)!.text;
const tenant = textOf('tenants/ville.yaml');
const edited = (from: string, to: string): string => {
  expect(tenant).toContain(from);
  return tenant.replace(from, to);
};

/** The smallest estate without its one exception, so that only what a test changes is found. */
const quiet = {
  'storage.yaml': textOf('storage.yaml').replace('partition: unknown', 'partition: preferred-side'),
  'exceptions.yaml': undefined,
};
const check = (changes: Readonly<Record<string, string | undefined>>, ...flags: readonly string[]) =>
  cordee(['check', '-e', estateFolder('minimal', { ...quiet, ...changes }), ...flags]);

test('a valid estate says so, and shows what is accepted by exception', async () => {
  const { code, out } = await cordee(['check', '-e', estateFolder('minimal')]);
  expect(code).toBe(0);
  expect(out.split('\n').at(-1)).toBe('estate: valid (0 errors, 0 warnings, 1 finding accepted by exception).');
});

test('a misspelt key: place, what, line, caret, what is allowed, the fix', async () => {
  const { code, out } = await check({ 'tenants/ville.yaml': edited('contact:', 'contakt:') });
  expect(code).toBe(1);
  expect(out).toContain(
    [
      'estate/tenants/ville.yaml:5:1: `contakt` is unknown here [schema]',
      '    5 | contakt: direction générale des services',
      '      | ^~~~~~~',
      '      allowed: title, existing, inventoryName, siret, contact, agreement, costKey, objectives, quota, permissions, networks, workloads',
      '      fix: did you mean `contact`?',
    ].join('\n'),
  );
  // Said once: the field that is missing is the one that is misspelt.
  expect(out).toMatch(/\nestate: not valid \(1 error, 0 warnings\)\.\n\d+ rules not judged until the above is corrected\.$/);
});

test('what is missing is shown at the first key of what it is missing from', async () => {
  const { out } = await check({ 'tenants/ville.yaml': edited('contact: direction générale des services\n', '') });
  expect(out).toContain(
    [
      'estate/tenants/ville.yaml:3:1: `contact` is missing [schema]',
      '    3 | title: Ville',
      '      | ^~~~~',
      '      fix: add `contact:` (Function to contact)',
    ].join('\n'),
  );
});

test('a reference to nothing names what is near, and only what is near', async () => {
  const near = await check({ 'tenants/ville.yaml': edited('template: debian-12', 'template: debian-13') });
  expect(near.out).toContain(
    [
      'estate/tenants/ville.yaml:28:15: `debian-13` is none of the estate’s templates [reference]',
      '   28 |     template: debian-13',
      '      |               ^~~~~~~~~',
      '      allowed: debian-12',
      '      fix: did you mean `debian-12`?',
      '',
    ].join('\n'),
  );
  const far = await check({ 'tenants/ville.yaml': edited('template: debian-12', 'template: windows') });
  expect(far.out).toContain('`windows` is none of the estate’s templates [reference]');
  expect(far.out).not.toContain('did you mean');
});

test('a finding that concerns two places shows both', async () => {
  const { out } = await check({ 'tenants/ville.yaml': edited('vlan: 100', 'vlan: 30') });
  expect(out).toContain(
    [
      'estate/tenants/ville.yaml:19:11: VLAN `30` already belongs to network `backup` [vlan-unique]',
      '   19 |     vlan: 30',
      '      |           ^~',
      '      fix: choose a free one, such as 31',
      '      first used here: estate/networks.yaml:49:9',
      '   49 |   vlan: 30',
      '      |         ^~',
    ].join('\n'),
  );
});

test('a warning stops with --strict only', async () => {
  const ended = edited('end: 2029-12-31', 'end: 2026-10-31');
  const lenient = await check({ 'tenants/ville.yaml': ended });
  const strict = await check({ 'tenants/ville.yaml': ended }, '--strict');
  expect([lenient.code, strict.code]).toEqual([0, 1]);
  expect(lenient.out.split('\n').at(-1)).toBe('estate: valid (0 errors, 1 warning).');
  expect(strict.out.split('\n').at(-1)).toBe('estate: not valid (0 errors, 1 warning).');
  expect((await check({ 'tenants/ville.yaml': ended }, '--strict', '--as-of', '2026-10-31')).code).toBe(0);
});

test('an exception to a rule that could not be judged is not called idle', async () => {
  const { out } = await check({
    'exceptions.yaml': textOf('exceptions.yaml'),
    'storage.yaml': textOf('storage.yaml').replace('serverGroup:', 'serverGrup:'),
  });
  expect(out).toContain('`serverGrup` is unknown here');
  expect(out).not.toContain('exception-idle');
});

test('an exception to what is no rule, or cannot be excepted, says which', async () => {
  const exceptions = textOf('exceptions.yaml');
  const unknown = await check({ 'exceptions.yaml': exceptions.replace('witness-unconfirmed', 'witness-unconfirmd') });
  expect(unknown.out).toContain('warning: `witness-unconfirmd` is no rule [exception-idle]');
  expect(unknown.out).toContain('fix: did you mean `witness-unconfirmed`?');
  const builtIn = await check({ 'exceptions.yaml': exceptions.replace('witness-unconfirmed', 'schema') });
  expect(builtIn.out).toContain('warning: `schema` cannot be excepted [exception-idle]');
});

test('a key of the wrong shape is one finding, and what refers to it is none', async () => {
  const { out } = await check({ 'templates.yaml': textOf('templates.yaml').replace('debian-12:', 'Debian_12:') });
  expect(out.match(/\[[a-z-]+\]$/gm)).toEqual(['[key-shape]']);
});

test('a file of the wrong name is one finding, and what refers to its entity is none', async () => {
  const { out } = await check({
    'suppliers/fournisseur.yaml': undefined,
    'suppliers/Fournisseur.yaml': textOf('suppliers/fournisseur.yaml'),
  });
  expect(out.match(/\[[a-z-]+\]$/gm)).toEqual(['[file-name]']);
});

test('as JSON: the same findings, for other tools', async () => {
  const { code, out } = await check({ 'tenants/ville.yaml': edited('template: debian-12', 'template: debian-13') }, '--format', 'json');
  const { notJudged, ...rest } = JSON.parse(out) as { notJudged: string[] };
  expect(code).toBe(1);
  expect(notJudged).toContain('vlan-unique');
  expect(rest).toEqual({
    version: 1,
    environment: 'estate',
    valid: false,
    findings: [
      {
        rule: 'reference',
        severity: 'error',
        subject: 'tenants.ville',
        place: { file: 'tenants/ville.yaml', line: 28, column: 15, length: 9 },
        related: [],
        message: '`debian-13` is none of the estate’s templates',
        allowed: 'debian-12',
        fix: 'did you mean `debian-12`?',
      },
    ],
    pending: [],
  });
});

test('progress is heard file by file and wiped at the end', async () => {
  const heard: string[] = [];
  await cordee(['check', '-e', 'minimal'], { progress: (text) => heard.push(text) });
  const files = filesOf('minimal').length;
  expect(heard.slice(0, 2)).toEqual(['reading minimal …', `reading minimal: file 1 of ${String(files)}`]);
  expect(heard.slice(-2)).toEqual(['checking minimal: zones', '']);
});

test('progress shows after a second, at most ten times a second, and wipes only what it showed', () => {
  const written: string[] = [];
  let now = 0;
  const progress = progressOn(
    (text) => written.push(text),
    () => now,
  );
  for (const [time, text] of [
    [500, 'a'],
    [600, ''],
    [1100, 'b'],
    [1150, 'c'],
    [1210, 'd'],
    [1220, ''],
    [1230, ''],
  ] as const) {
    now = time;
    progress(text);
  }
  expect(written).toEqual(['\r\u001b[Kb', '\r\u001b[Kd', '\r\u001b[K']);
});

test('colour and progress are for terminals', () => {
  const { colors, progress, today } = processShell('.');
  expect([colors.isColorSupported, progress, /^\d{4}-\d{2}-\d{2}$/.test(today)]).toEqual([false, undefined, true]);
});

test('with colour, an error is red and a place bold', async () => {
  const { createColors } = jest.requireActual<typeof import('picocolors')>('picocolors');
  const folder = estateFolder('minimal', { ...quiet, 'templates.yaml': textOf('templates.yaml').replace('debian-12:', 'Debian_12:') });
  const { out } = await cordee(['check', '-e', folder], { colors: createColors(true) });
  expect(out.split('\n')[0]).toBe(
    '\u001b[1mestate/templates.yaml:3:1\u001b[22m: \u001b[31m`Debian_12` is no key\u001b[39m \u001b[2m[key-shape]\u001b[22m',
  );
});
