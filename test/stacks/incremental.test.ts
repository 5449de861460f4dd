/** What is remembered from earlier runs saves time and changes no byte: every edit gives what a run without memory gives. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { cordee } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  cpSync(join(PROJECT, 'config', 'environments', 'chelles'), join(root, 'chelles'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const estate = (file: string): string => join(root, 'chelles', file);
const replace = (file: string, from: string | RegExp, to: string): void => {
  const text = readFileSync(estate(file), 'utf8');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`${file} has no ${String(from)}`);
  writeFileSync(estate(file), edited);
};

let fresh = 0;
/** Written by a run into a folder; its memory lies beside the folder. */
async function synth(folder: string): Promise<Record<string, string>> {
  const output = join(root, folder, 'out');
  const ran = await cordee(['synth', '--environment', join(root, 'chelles'), '--output', output], { program: 'this one' });
  expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
  return Object.fromEntries(
    readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [relative(output, join(parentPath, name)), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

/** Its file goes, and an approval names all that its register knows. */
function leave(tenant: string): void {
  const register = readFileSync(estate('stateful.lock'), 'utf8');
  const keys = [...register.matchAll(/^ {2}([a-z]+\/[a-z0-9/-]+): /gm)].flatMap(([, key = '']) => (key.includes(tenant) ? [key] : []));
  rmSync(estate(`tenants/${tenant}.yaml`));
  const approval = { keys, for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
  writeFileSync(estate('approvals.yaml'), JSON.stringify({ depart: approval }));
}

const edits: [string, number, () => unknown][] = [
  ['nothing at all', 0, () => undefined],
  ['a comment in one tenant, which moves its lines', 0, () => replace('tenants/ccas.yaml', /^title:/m, '# Une ligne de plus.\ntitle:')],
  ['the contact of one tenant', 1, () => replace('tenants/ccas.yaml', 'contact: direction du CCAS', 'contact: direction de la solidarité')],
  ['the order of keys in one tenant', 0, () => replace('tenants/theatre.yaml', /^(title:.*\n)([\s\S]*)$/m, '$2$1')],
  [
    'the restart priority of a class, which all tenants share',
    2,
    () => replace('classes.yaml', 'restartPriority: lowest', 'restartPriority: low'),
  ],
  ['the name of a template', 2, () => replace('templates.yaml', 'name: modele-debian-12', 'name: modele-debian-13')],
  ['the VLAN of one tenant’s network, which the routers carry', 1, () => replace('tenants/ccas.yaml', 'vlan: 130', 'vlan: 131')],
  ['the title of a host', 0, () => replace('hosts/esx-mairie-1.yaml', /^title:.*$/m, 'title: Un autre titre')],
  ['what a router announces itself by', 1, () => replace('routers.yaml', 'loopback: 10.77.255.1', 'loopback: 10.77.255.9')],
  ['a tenant that is new', 2, () => cordee(['new', 'tenant', 'nouvelle-structure', '--environment', join(root, 'chelles')], {})],
  ['the title of one tenant', 0, () => replace('tenants/ville.yaml', /^title:.*$/m, 'title: Un autre titre')],
  ['a tenant that leaves with an approval', 1, () => leave('nouvelle-structure')],
  ['the address of a name server, which every guest learns', 2, () => replace('services/nommage.yaml', '10.77.50.21', '10.77.50.121')],
];

test('the first run', async () => {
  expect(await synth('kept')).toEqual(await synth(`fresh-${fresh++}`));
});

test.each(edits)('after an edit of %s, a run that remembers writes what one that does not writes', async (_, least, edit) => {
  const before = await synth('kept');
  await edit();
  const after = await synth('kept');
  expect(after).toEqual(await synth(`fresh-${fresh++}`));
  const changed = Object.keys(after).filter((path) => path.endsWith('.tf.json') && after[path] !== before[path]);
  expect(least === 0 ? changed : changed.length >= least).toEqual(least === 0 ? [] : true);
});

test.each(['files/telecom/routeur-mairie-1/zones.nft', 'stacks/telecom/cdk.tf.json', 'stacks/tenant-ccas/cdk.tf.json'])(
  'what somebody changed in %s of the output is not remembered but written anew',
  async (path) => {
    const before = await synth('kept');
    writeFileSync(join(root, 'kept', 'out', path), 'something else');
    expect(await synth('kept')).toEqual(before);
  },
);

const DAMAGES: readonly (readonly [what: string, damaged: (text: string) => string])[] = [
  ['cut in the middle', (text) => text.slice(0, text.length / 2)],
  ['no JSON', (text) => text.replaceAll('{', '[')],
  ['another text', (text) => `${text.split('\n')[0] ?? ''}\n\n\tnonsense\n`],
  // Still JSON: what it says of a file that did not change would be believed.
  ['another figure', (text) => text.replace(/"memory":"\d+ GiB"/g, '"memory":"6 GiB"')],
  ['an empty stack', (text) => text.replace(/^(stack [a-z-]+\t).*$/m, '$1{}')],
  ['other places', (text) => text.replace(/^(places\t).*$/m, '$1{"tenants.ville":5}')],
  ['empty files', (text) => text.replace(/^(file \S+\t).*$/gm, '$1null')],
];

test.each(DAMAGES)('a memory with %s costs time and changes no byte', async (_, damaged) => {
  const before = await synth('kept');
  const folder = join(root, 'kept', '.cordee', 'memory', 'chelles');
  const texts = readdirSync(folder).map((file) => [join(folder, file), readFileSync(join(folder, file), 'utf8')] as const);
  expect(texts.some(([, text]) => damaged(text) !== text)).toBe(true);
  for (const [file, text] of texts) writeFileSync(file, damaged(text));
  // Without the output, nothing but the memory is left to say what was there.
  rmSync(join(root, 'kept', 'out'), { recursive: true });
  expect(await synth('kept')).toEqual(before);
});

test('a memory of which some files are of the run before costs time and changes no byte', async () => {
  const folder = join(root, 'kept', '.cordee', 'memory', 'chelles');
  await synth('kept');
  const older = readdirSync(folder).map((file) => [join(folder, file), readFileSync(join(folder, file), 'utf8')] as const);
  replace('tenants/theatre.yaml', /^contact: .*$/m, 'contact: régie');
  const after = await synth('kept');
  const changed = older.filter(([file, text]) => readFileSync(file, 'utf8') !== text);
  expect(changed.length).toBeGreaterThan(0);
  // A run that was killed has written some of its files, and left the others.
  for (const [file, text] of changed.slice(0, Math.ceil(changed.length / 2))) writeFileSync(file, text);
  expect(await synth('kept')).toEqual(after);
});
