/** A command that is printed as the next step can be pasted: it leads to the estate, and the output, that were asked for. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, npm } from '../../scripts/next-command';
import { estateFolder, filesOf } from '../support/estates';
import { cordee, type Ran } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

const FOLDER = estateFolder('minimal');
const OUTPUT = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'out put');
const HERE = `-e ${FOLDER}`;
const THERE = `-o '${OUTPUT}'`;

afterEach(() => {
  delete process.env['CORDEE_ENVIRONMENT'];
  delete process.env['CDKTF_OUTDIR'];
});

test.each([
  [{ environment: 'chelles' }, 'cordee check', 'npm start'],
  [{ environment: 'chelles', output: 'cdktf.out' }, 'cordee check', 'npm start'],
  [{ environment: '../our estate' }, "cordee check -e '../our estate'", "npm start -- -e '../our estate'"],
  [{ environment: 'chelles', output: 'o' }, 'cordee check -o o', 'npm start -- -o o'],
  [{ environment: 'a', output: 'o' }, 'cordee check -e a -o o', 'npm start -- -e a -o o'],
])('of %j', (reached, check, start) => {
  expect([command('check', reached), npm('start', reached)]).toEqual([check, start]);
});

test('what is usual is said where the shell takes something else', () => {
  process.env['CORDEE_ENVIRONMENT'] = 'minimal';
  process.env['CDKTF_OUTDIR'] = 'elsewhere';
  expect(command('check', { environment: 'chelles', output: 'cdktf.out' })).toBe('cordee check -e chelles -o cdktf.out');
});

/** Every command in what was printed, up to the mark or the word that ends it. */
const commandsIn = ({ out, err }: Ran): string[] =>
  `${out}\n${err}`.match(/(?:cordee(?: --)?|npm start --|npm run rehearse --) (?:[a-z-]+|[A-Z]+)(?: (?:'[^']*'|[\w./:@+-]+[\w/]))*/g) ?? [];

test('npm start of an estate elsewhere prints commands that find it', async () => {
  const ran = await cordee(['start', '-e', FOLDER, '-o', OUTPUT]);
  const printed = ran.out.split('\n').flatMap((line) => line.match(/npm (?:run|start).*/g) ?? []);
  expect(printed).toEqual([
    `npm run -s cordee -- where vsphere_virtual_machine.ville_fichiers ${HERE} ${THERE}`,
    expect.stringMatching(/^npm run -s cordee -- where tenants\/ville\.yaml:\d+ -e /),
    `npm start -- ${HERE} ${THERE} again.`,
    expect.stringContaining(`npm run rehearse -- ${HERE}`),
    `npm run -s cordee -- prove ${HERE}`,
  ]);
  const argv = (line: string): string[] => (line.split(' -- ')[1]?.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
  const [address, line, , , prove] = await Promise.all(
    printed.map((text) => (text.includes('cordee --') ? cordee(argv(text)) : Promise.resolve(undefined))),
  );
  expect(address?.out).toContain('written at  estate/tenants/ville.yaml');
  expect(line?.out).toContain('estate/tenants/ville.yaml');
  expect(prove?.out).toContain('estate does NOT hold what it promises');
});

const unregistered = estateFolder('minimal');
rmSync(join(unregistered, 'stateful.lock'));
const edited = estateFolder('minimal');
writeFileSync(join(edited, 'stateful.lock'), 'keys:\n  what is this\n');
/** Two networks of one VLAN: a rule is broken, and the proof goes on. */
const broken = estateFolder('minimal', {
  'networks.yaml': filesOf('minimal')
    .find(({ file }) => file === 'networks.yaml')!
    .text.replace(/vlan: \d+/, 'vlan: 21'),
});
const torn = estateFolder('minimal', { 'tenants/ville.yaml': 'title: [' });

test.each([
  ['check', unregistered, [], ['synth --new-register']],
  ['check', edited, [], ['synth --merged-register OURS THEIRS']],
  ['synth', estateFolder('minimal'), ['--locked', '-o', OUTPUT], [`synth`]],
  ['where', FOLDER, ['vsphere_nothing.at_all_like_it', '-o', OUTPUT], ['list', 'where FILE:LINE']],
  ['where', FOLDER, ['tenants/ville.yaml:1', '-o', `${OUTPUT}-2`], ['synth']],
  ['list', FOLDER, ['workload'], ['list']],
  ['prove', FOLDER, ['--why', 'nothing'], ['prove --list-failures']],
  ['prove', torn, [], ['check']],
  ['model', torn, [], ['check']],
  ['new', torn, ['tenant', 'archives'], ['check']],
  ['new', estateFolder('minimal'), ['tenant', 'archives'], ['check']],
  ['prove', broken, [], ['check']],
  ['prove', broken, ['--why', 'intruder'], ['check']],
] as const)('cordee %s of %s with %j names the estate in what comes next', async (name, folder, words, next) => {
  const options = name === 'new' ? [...words, '-e', folder] : ['-e', folder, ...words];
  const commands = commandsIn(await cordee([name, ...options]));
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.filter((one) => !one.includes(`-e ${folder}`))).toEqual([]);
  for (const words of next) expect(commands.join('\n')).toContain(`cordee ${words} -e ${folder}`);
  const ofOutput = commands.filter((one) => /^cordee (where|synth --new|synth -e)/.test(one) && name !== 'check');
  expect(ofOutput.filter((one) => !one.includes(' -o '))).toEqual([]);
});

/** Texts of the source that name a command without saying for which estate; help and documents name none. */
test('no other text prints such a command', () => {
  const names = 'check|model|synth|list|where|prove|start|rehearse|new tenant|lab';
  const bare = new RegExp(`(?<![\`\\w])cordee (?:${names})\\b(?! --schema)(?!.*(?:-e |reach\\(|\\$\\{how\\}))`);
  const shown = ['scripts', 'config'].flatMap((room) =>
    readdirSync(join(PROJECT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(room, file)),
  );
  const aside = /^scripts\/(program|generation|generate|lab\/program|lab\/rehearse)|^config\/(built-in-rules|proof-rules|model|rules)/;
  const found = shown
    .filter((file) => !aside.test(file))
    .flatMap((file) =>
      readFileSync(join(PROJECT, file), 'utf8')
        .split('\n')
        .filter((text) => bare.test(text) && !/^\s*(\*|\/\/|\/\*\*)/.test(text))
        .map((text) => `${file}: ${text.trim()}`),
    );
  expect(found).toEqual([]);
});
