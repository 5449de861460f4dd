/** What `cordee prove` prints, whole. The texts of `prove/` are written anew with `UPDATE=1`; read the difference. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { readCase } from '../config/rules/overlay';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

// Nothing is timed: the reference estate is proved many times, and machines are busy.
jest.setTimeout(600_000);

const MUTATIONS = join(__dirname, '..', 'config', 'analysis', 'mutations');

function expected(name: string, text: string): string {
  const path = join(__dirname, 'prove', `${name}.txt`);
  if (process.env['UPDATE'] === '1') writeFileSync(path, `${text}\n`);
  return existsSync(path) ? readFileSync(path, 'utf8').slice(0, -1) : '';
}

/** The reference estate with what a mutation edits, in a folder of its own. */
const mutated = (name: string): string =>
  estateFolder('chelles', Object.fromEntries(readCase(join(MUTATIONS, `${name}.yaml`)).files.map(({ file, text }) => [file, text])));

test.each([
  ['minimal', 3, ['-e', 'minimal']],
  ['chelles', 0, []],
  ['tenant-ccas', 0, ['--tenant', 'ccas']],
  ['tenant-minimal', 3, ['-e', 'minimal', '--tenant', 'ville']],
  ['why-ville-site-mairie', 0, ['--why', 'ville', 'site:mairie']],
  ['why-pair', 0, ['--why', 'ville/ged', 'witness+site:agglo']],
  ['why-restore', 0, ['--why', 'annuaire', 'volume:socle-mairie']],
  ['why-intruder', 0, ['--why', 'ville', 'intruder']],
  ['why-refused', 0, ['--why', 'ville/fichiers', 'named:partition-none']],
  ['why-unknown', 3, ['-e', 'minimal', '--why', 'ville/fichiers', 'named:partition-both']],
  ['why-estate', 0, ['--why', 'site:mairie']],
  ['why-estate-decided', 0, ['--why', 'named:partition-none']],
  ['why-row', 0, ['--why', 'school:elementaire-acacias@site:mairie']],
  ['why-untouched', 3, ['-e', 'minimal', '--why', 'ville', 'site:temoin']],
  ['list-failures-minimal', 0, ['-e', 'minimal', '--list-failures']],
] as const)('%s', async (name, code, flags) => {
  const ran = await cordee(['prove', '-e', 'chelles', ...flags]);
  expect([ran.code, ran.err]).toEqual([code, '']);
  expect(ran.out).toBe(expected(name, ran.out));
});

test('a use and an application that one failure takes are told before places, and decide nothing', async () => {
  const ran = await cordee(['prove', '-e', mutated('application-by-the-guests-access'), '--tenant', 'mediatheques']);
  const page = ran.out.slice(ran.out.indexOf('What one failure cuts off'));
  expect([ran.code, ran.err]).toEqual([1, '']);
  expect(page).toBe(expected('tenant-by-the-guests-access', page));
});

test.each(['slow-repositories', 'critical-needs-comfort', 'exception-expired', 'no-loss-agreed'])(
  'what %s breaks makes the proof fail, and is told',
  async (name) => {
    const folder = mutated(name);
    const { code, out, err } = await cordee(['prove', '-e', folder]);
    expect([code, err]).toEqual([3, '']);
    const text = out.replaceAll(folder, 'ESTATE');
    expect(text).toBe(expected(name, text));
  },
);

test('of many failures the first twelve are told, and all of them with --all', async () => {
  const folder = mutated('rto-below-a-restart');
  const heads = (text: string): number => text.match(/^✗ /gm)?.length ?? 0;
  const some = (await cordee(['prove', '-e', folder])).out;
  const all = (await cordee(['prove', '-e', folder, '--all'])).out;
  const [, left = ''] = /^… and (\d+) failures more, with \d+ promises not kept: cordee prove --all -e \S+$/m.exec(some) ?? [];
  expect([heads(some), heads(all)]).toEqual([12, 12 + Number(left)]);
  expect(all).not.toContain('cordee prove --all');
  expect(Number(left)).toBeGreaterThan(0);
});

test('of many workloads each is told in short, and step by step with --all', async () => {
  const why = ['prove', '-e', 'chelles', '--why', 'ville', 'site:mairie'];
  const noticed = (text: string): number =>
    text.match(/HA notices that hosts are lost \[estimated: default of assumptions.ha.detection\]/g)?.length ?? 0;
  const [some, all] = [(await cordee(why)).out, (await cordee([...why, '--all'])).out];
  expect([noticed(some), noticed(all)]).toEqual([0, 10]);
  expect(some).toContain('  step by step: name one, as --why ville/base-metiers site:mairie, or add --all');
});

test('the pairs of a tenant are gathered, and all of them named with --all', async () => {
  const { out } = await cordee(['prove', '-e', 'minimal', '--tenant', 'ville', '--all']);
  const { tenants } = JSON.parse((await cordee(['prove', '-e', 'minimal', '-f', 'json'])).out) as {
    tenants: Record<string, { pairs: [string, string][] }>;
  };
  const told = out
    .slice(out.indexOf('  not while'), out.indexOf('\n\nWhat one failure cuts off'))
    .replace(/\n {4}/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, most = '', others = ''] = /^ {2}not while (\S+) is down: (.*)$/.exec(line) ?? [];
      return others.split(', ').map((other) => [most, other].sort().join('+'));
    });
  expect(told.sort()).toEqual(tenants['ville']!.pairs.map((pair) => [...pair].sort().join('+')).sort());
});

test('with colour, what is not kept is red, and the places stay readable', async () => {
  const { out } = await cordee(['prove', '-e', 'minimal'], { colors: createColors(true) });
  const [head = '', , , , failure = ''] = out.split('\n');
  expect(head).toMatch(/^\u001b\[1m\u001b\[31mminimal does NOT hold .*\u001b\[39m\u001b\[22m$/);
  expect(failure).toBe('\u001b[31m✗\u001b[39m \u001b[1mcarrier:fournisseur: the network of “Fournisseur” fails\u001b[22m');
});

test('no line is wider than a terminal', () => {
  const folder = join(__dirname, 'prove');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

test('a shortfall that decides is told with its id, which an exception can name', async () => {
  const folder = mutated('seats-at-one-site');
  const { out } = await cordee(['prove', '-e', folder]);
  const { shortfalls } = JSON.parse((await cordee(['prove', '-e', folder, '-f', 'json'])).out) as {
    shortfalls: { id: string; rule?: string; exception?: string }[];
  };
  const deciding = shortfalls.filter(({ rule, exception }) => rule !== undefined && exception === undefined).map(({ id }) => id);
  expect([...out.matchAll(/\[shortfall-capacity\s+([^\]]+)\]/g)].map(([, id]) => id)).toEqual(deciding.slice(0, 12));
  expect(deciding).toContain('capacity/seats/guichets/site:agglo');
});

describe('exceptions', () => {
  const file = 'exceptions.yaml';
  const text = filesOf('minimal').find((source) => source.file === file)!.text;
  const added = (rule: string, subject: string, until: string): string =>
    estateFolder('minimal', {
      [file]: `${text}de-trop:\n  rule: ${rule}\n  subject: ${subject}\n  reason: aucune\n  owner: directeur\n  until: ${until}\n`,
    });
  const line = text.split('\n').length;
  const idleIn = (out: string): string => out.slice(out.indexOf('Exceptions that cover nothing')).split('\n\n')[0] ?? '';

  test('one that covers no cell is idle', async () => {
    const folder = added('survival-diverged', 'tenants.ville', '2027-03-31');
    const { code, out } = await cordee(['prove', '-e', folder]);
    expect(code).toBe(3);
    expect(idleIn(out).replace(/\n +/g, ' ')).toBe(
      `Exceptions that cover nothing de-trop [survival-diverged]: nothing that is not kept is about \`tenants.ville\`; remove it, or correct its rule or subject (exceptions.yaml:${String(line)})`,
    );
    const { idle } = JSON.parse((await cordee(['prove', '-e', folder, '-f', 'json'])).out) as { idle: unknown };
    expect(idle).toEqual([{ exception: 'de-trop', ended: false }]);
  });

  test('one that covers no shortfall is idle, and one that has ended says so', async () => {
    const short = await cordee(['prove', '-e', added('shortfall-capacity', 'clusters.production', '2027-03-31')]);
    expect(idleIn(short.out)).toContain('  de-trop [shortfall-capacity]: nothing that is not kept is about `clusters.production`;');
    const ended = await cordee(['prove', '-e', added('survival-stopped', 'witness', '2026-11-22')]);
    expect(idleIn(ended.out)).toBe(
      `Exceptions that cover nothing\n  de-trop [survival-stopped]: it ended on 2026-11-22 (exceptions.yaml:${String(line)})`,
    );
  });
});
