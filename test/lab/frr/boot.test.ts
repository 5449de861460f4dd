/**
 * The generated files of chelles, booted: every router with every routing domain, four carriers, a machine per use. What is asserted is what
 * packets do, not what files say.
 */
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { usesOf } from '../../../constructs/telecom/files/domains';
import { missing, needs, type ToolName } from '../../support/needs';
import { carrier, INTERNET } from './carriers';
import { sessionsUp, wantedSessions } from './sessions';
import { at, flows, lab, machineOf, MACHINES, model, opens, settled, those, until, USERS } from './town';

const TOOLS: readonly ToolName[] = ['frr', 'namespaces'];
const boots = (name: string, run: () => void | Promise<void>): void => needs(TOOLS, name, async () => run(), 90_000);

beforeAll(() => {
  if (missing(TOOLS) === undefined) lab.start();
}, 120_000);
afterAll(() => {
  if (missing(TOOLS) === undefined) lab.stop();
}, 60_000);

describe('the generated files of chelles, booted in namespaces', () => {
  boots('every use leaves by its first access', () => settled());

  boots('every session is up: carriers, accesses, mesh, and BFD on every cable between routers', async () => {
    for (const wanted of wantedSessions()) {
      expect(await until(() => sessionsUp(wanted), wanted, 20)).toEqual(wanted);
    }
  });

  boots('an access hears the prefixes that its uses declare, and no other', () => {
    for (const [key, { peer }] of Object.entries(model.accesses)) {
      const { receivedRoutes } = lab.namespaces.json(carrier(key), `show bgp ipv4 unicast neighbors ${peer.local} received-routes`) as {
        receivedRoutes: Record<string, { readonly path: string }>;
      };
      const heard = Object.entries(receivedRoutes).map(([prefix, { path }]) => [prefix, path.trim().split(' ').length]);
      const v4 = (prefixes: readonly string[]): string[] => prefixes.filter((prefix) => !prefix.includes(':'));
      // The further down the order of the use, the longer the path.
      const declared = usesOf(model, key).flatMap(({ use, position }) => v4(use.prefixes).map((prefix) => [prefix, position + 1]));
      expect([key, heard]).toEqual([key, declared]);
    }
  });

  boots('what is published is reached by every access of its use, and nothing else is', async () => {
    const accesses = Object.keys(model.accesses);
    const reached = await those(accesses, (key) => lab.reachedFrom(key, at('published')));
    expect(reached.sort()).toEqual([...model.uses['publication']!.accesses].sort());
    // The worst case: carriers that send us packets to addresses they have no business with.
    const pairs = accesses.flatMap((key) =>
      ['office', 'guest', 'files'].map((name) => ({ key, name, via: model.accesses[key]!.peer.local })),
    );
    for (const { key, name, via } of pairs) lab.namespaces.run(carrier(key), `ip route add ${at(name)}/32 via ${via}`);
    expect(await those(pairs, ({ key, name }) => lab.reachedFrom(key, at(name)))).toEqual([]);
    for (const { key, name } of pairs) lab.namespaces.run(carrier(key), `ip route del ${at(name)}/32`);
  });

  boots('machines of two zones meet where a flow is declared, and nowhere else', async () => {
    const pairs = MACHINES.flatMap(({ name: from }) => MACHINES.map(({ name: to }) => ({ from, to }))).filter(
      ({ from, to }) => from !== to,
    );
    expect(await those(pairs, ({ from, to }) => lab.reaches(from, at(to)))).toEqual(pairs.filter(({ from, to }) => flows(from, to)));
    for (const other of ['office', 'service', 'files', 'filter', 'admin']) expect(flows('guest', other)).toBe(false);
    for (const alone of ['files', 'pupil', 'admin']) expect(await lab.exitOf(alone)).toBeUndefined();
  });

  boots('a TCP connection is opened in the direction of a flow, and not in the other', async () => {
    const pairs = MACHINES.flatMap(({ name: from }) => MACHINES.map(({ name: to }) => ({ from, to }))).filter(
      ({ from, to }) => from !== to,
    );
    const opened = pairs.filter(({ from, to }) => opens(from, to));
    expect(pairs.filter(({ from, to }) => flows(from, to)).length).toBeGreaterThan(opened.length);
    expect(await those(pairs, ({ from, to }) => lab.opens(from, at(to)))).toEqual(opened);
  });

  boots('nobody speaks with the address of another network, or of a router', async () => {
    // A neighbour of the office’s machine may speak to the service; a guest that says to be it, and a router, may not.
    const [office, service] = [machineOf('office'), machineOf('service')];
    const neighbour = office.address.replace(/\d+$/, (last) => String(Number(last) - 1));
    const loopback = model.routers['routeur-mairie-1']!.loopback;
    expect(await lab.arrivesFrom('office', neighbour, service)).toBe(2);
    expect(await lab.arrivesFrom('guest', neighbour, service)).toBe(0);
    expect(await lab.arrivesFrom('pupil', loopback, service)).toBe(0);
  });

  boots('the witness of the storage answers the administration, and not the guests', async () => {
    const { address } = model.storage.witness!;
    expect(await those(['admin', 'guest'], (name) => lab.reaches(name, address))).toEqual(['admin']);
  });

  boots('loading a file into the FRR that runs it changes nothing', () => {
    for (const short of ['routeur-mairie-1-inside', 'routeur-agglo-1-use-office', 'routeur-mairie-1-access-mairie-fibre']) {
      const name = lab.namespaces.name(short);
      const folders = ['--bindir', '/usr/bin', '--confdir', '/etc/frr', '--rundir', '/var/run/frr'];
      const reload = ['/usr/lib/frr/frr-reload.py', '--test', `/etc/frr/${name}/frr.conf`, '--pathspace', name, ...folders];
      const lines = spawnSync('python3', reload, { encoding: 'utf8' }).stdout.split('\n');
      // The name of the machine and where the file is kept are no business of the daemons.
      const plan = lines.filter((line) => line !== '' && !/ INFO: |^Lines To |^=+$|hostname |^service integrated/.test(line));
      expect([short, lines.length > 1, plan]).toEqual([short, true, []]);
    }
  });

  for (const [access, how] of [
    ['agglo-fibre', 'silent'],
    ['mairie-fibre', 'silent'],
    ['agglo-ecoles', 'carrier'],
  ] as const) {
    boots(`${access} is cut (${how}): its uses leave by their next access, and come back`, async () => {
      const user = USERS.find(({ use }) => model.uses[use]!.accesses[0] === access)!;
      const packets = 60;
      const ping = lab.namespaces.background(user.name, `ping -i 0.1 -W 1 -c ${String(packets)} ${INTERNET}`);
      await wait(500);
      lab.cut(access, how);
      try {
        await settled(access);
      } finally {
        const received = Number(/(\d+) received/.exec(await ping)?.[1] ?? 0);
        process.stdout.write(`${access}, ${how}: ${user.use} without answer for ${String(100 * (packets - received))} ms\n`);
        lab.repair(access, how);
        expect(packets - received).toBeLessThan(25);
      }
      await settled();
    });
  }

  boots('a router is lost, with its access: its networks and uses live on', async () => {
    lab.lose('routeur-agglo-1');
    await settled('agglo-fibre');
    expect(await those(['office', 'guest'], (name) => lab.reaches(name, at('files')))).toEqual(['office']);
  });

  boots('in all this no carrier has seen an internal address; without translation it would have', async () => {
    const keys = Object.keys(model.accesses);
    expect(keys.map((key) => [key, lab.internalSeenBy(key)])).toEqual(keys.map((key) => [key, 0]));
    lab.namespaces.run('routeur-agglo-2-access-agglo-ecoles', 'nft flush chain ip border postrouting');
    await lab.exitOf('filter');
    expect(lab.internalSeenBy('agglo-ecoles')).toBeGreaterThan(0);
  });
});
