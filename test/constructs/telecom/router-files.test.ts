/** The routers’ files of chelles: everything that the estate declares is counted in them, and FRR’s own parser has the last word. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routerFiles } from '../../../constructs/telecom/files/router-files';
import { needs } from '../../support/needs';
import { changed, modelOf } from './estate';

const model = modelOf('chelles');
const filesOf = (of = model): Record<string, string> =>
  Object.fromEntries(
    Object.keys(of.routers).flatMap((key) =>
      routerFiles(of, key).map(({ name, content }) => [name.replace('files/telecom/', ''), content]),
    ),
  );
const files = filesOf();
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? found[0]);
const named = (ending: string): [string, string][] => Object.entries(files).filter(([name]) => name.endsWith(ending));
const datacenterRouters = Object.keys(model.routers).filter((key) => model.sites[model.routers[key]!.site]!.role === 'datacenter');
const v4 = (prefixes: readonly string[]): string[] => prefixes.filter((prefix) => !prefix.includes(':'));

describe('accesses', () => {
  test.each(Object.entries(model.accesses))(
    '%s has one session, with its carrier, watched by BFD, on its router',
    (key, { router, peer }) => {
      const found = named(`/access-${key}/frr.conf`);
      expect(found.map(([name]) => name)).toEqual([`${router}/access-${key}/frr.conf`]);
      const [[, text]] = found as [[string, string]];
      const external = matches(text, /neighbor (\S+ remote-as \d+)/g).filter(
        (line) => !line.endsWith(` ${String(model.estate.routing.asn)}`),
      );
      expect(external).toEqual([`${peer.remote} remote-as ${String(peer.asn)}`]);
      expect(text).toContain(` neighbor ${peer.remote} bfd profile carrier\n`);
      expect(text).toContain(`  neighbor ${peer.remote} route-map to-carrier out\n`);
    },
  );

  test.each(Object.keys(model.accesses))('%s announces what its uses declare, and the rest is denied', (key) => {
    const [[, text]] = named(`/access-${key}/frr.conf`) as [[string, string]];
    const declared = Object.values(model.uses).flatMap(({ accesses, prefixes }) => (accesses.includes(key) ? v4(prefixes) : []));
    expect(matches(text, /^ {2}network (\S+)$/gm)).toEqual(declared);
    expect(matches(text, /^ip prefix-list announced-\S+ seq \d+ permit (\S+)$/gm)).toEqual(declared);
    expect(matches(text, /^route-map to-carrier (\S+ \d+)$/gm).at(-1)).toBe('deny 1000');
  });
});

describe('uses', () => {
  test.each(Object.entries(model.uses))(
    '%s is a domain on every router, in full mesh, its accesses in the declared order',
    (key, { accesses }) => {
      const texts = named(`/use-${key}/frr.conf`);
      expect(texts.map(([name]) => name.split('/')[0]).sort()).toEqual([...datacenterRouters].sort());
      const mesh = texts.flatMap(([, text]) => matches(text, /neighbor (10\.\S+) remote-as/g));
      expect(mesh).toHaveLength(datacenterRouters.length * (datacenterRouters.length - 1));
      const preferences = texts.flatMap(([, text]) => [
        ...text.matchAll(/route-map from-(\S+) permit 10\n.*\n set local-preference (\d+)/g),
      ]);
      const order = preferences.sort((a, b) => Number(b[2]) - Number(a[2])).map(([, access]) => access);
      expect(order).toEqual(accesses);
      expect(new Set(preferences.map(([, , preference]) => preference)).size).toBe(accesses.length);
    },
  );

  test('only uses that a flow joins to others have a way to them', () => {
    const reachable = (of: typeof model) =>
      matches(filesOf(of)['routeur-mairie-1/use-guests/frr.conf'] ?? '', /^ip route (\S+) 169\.254\.50\.254$/gm);
    expect(reachable(model)).toEqual([model.networks['mediatheques/serveurs']!.subnet]);
    expect(reachable(changed(model, { 'flows.public-mediatheques.state': 'suspended' }))).toEqual([]);
  });
});

test('every gateway address of every network is held by VRRP, at its site or at both', () => {
  const all = Object.values(model.networks).flatMap((network) =>
    datacenterRouters.flatMap((key) => {
      const own = network.gateways[model.routers[key]!.site];
      return own === undefined ? [] : [own, ...(network.virtualGateway === undefined ? [] : [network.virtualGateway])];
    }),
  );
  const held = Object.values(files).flatMap((text) => matches(text, /^ vrrp \d+ ip (\S+)$/gm));
  expect(held.sort()).toEqual(all.sort());
});

test('names of interfaces fit Linux, and each is made once in its namespace', () => {
  for (const [name, script] of named('/interfaces.sh')) {
    const made = [...script.matchAll(/^link add (?:link \S+ )?name (\S+) netns (\S+) type \S+(?: peer name (\S+) netns (\S+))?/gm)];
    const interfaces = made.flatMap(([, one, at, other, there]) => [
      `${at!} ${one!}`,
      ...(other === undefined ? [] : [`${there!} ${other}`]),
    ]);
    expect([name, interfaces.filter((full) => full.split(' ')[1]!.length > 15)]).toEqual([name, []]);
    expect([name, new Set(interfaces).size]).toEqual([name, interfaces.length]);
    expect(spawnSync('sh', ['-n'], { input: script }).status).toBe(0);
  }
});

describe('FRR’s own parser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-frr-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  function parse(text: string): { readonly status: number | null; readonly output: string } {
    writeFileSync(join(folder, 'frr.conf'), text);
    const { status, stdout, stderr } = spawnSync('vtysh', ['-C', '-f', join(folder, 'frr.conf')], { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  needs(['frr'], 'takes every file', () => {
    const texts = named('/frr.conf');
    expect(texts).toHaveLength(datacenterRouters.length * (1 + Object.keys(model.uses).length) + Object.keys(model.accesses).length);
    for (const [name, text] of texts) expect([name, parse(text)]).toEqual([name, { status: 0, output: '' }]);
  });

  needs(['frr'], 'refuses a file with one wrong word or one wrong address', () => {
    const text = files['routeur-mairie-1/access-mairie-fibre/frr.conf']!;
    expect(parse(text.replace('set as-path prepend', 'set as-path prepends').replace('next-hop-self', 'next-hop-sell')).status).not.toBe(0);
    expect(parse(text.replace('permit 192.0.2.0/24', 'permit 192.0.2.300/24')).status).not.toBe(0);
  });
});
