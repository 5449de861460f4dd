/** Virtual disks that were there before the estate: whole, served to all hosts, and made once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lunsText } from '../../../scripts/lab/datacore/luns-file';
import { loadState, saveState } from '../../../scripts/lab/datacore/state-file';
import { INVENTORY, ORDER } from './orders';

const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
afterAll(() => rmSync(folder, { recursive: true }));

const disk = (name: string, lun: number, ...servers: string[]) => ({
  name,
  sizeMib: 1024,
  lun,
  pools: servers.map((server) => ({ server, pool: server.replace('dcs', 'ssd') })),
});
const inventory = { ...INVENTORY, hosts: ORDER.hosts, disks: [disk('VD-01', 7, 'dcs-mairie', 'dcs-agglo'), disk('VD-02', 3, 'dcs-agglo')] };

test('they are served by each of their servers, under their own numbers', () => {
  const state = loadState(folder, inventory);
  expect(state.disks.map(({ name, type, size, sides }) => [name, type, size, sides.map(({ stale }) => stale)])).toEqual([
    ['VD-01', 2, 1024 ** 3, [false, false]],
    ['VD-02', 0, 1024 ** 3, [false]],
  ]);
  const hosts = ORDER.hosts.map(({ name }) => name);
  expect(JSON.parse(lunsText(state, 0))).toMatchObject({
    luns: [
      { lun: 3, hosts },
      { lun: 7, hosts },
    ],
  });
  const byOneServer = { ...state, servers: state.servers.map((server) => ({ ...server, up: server.site === 'mairie' })) };
  expect(JSON.parse(lunsText(byOneServer, 0))).toMatchObject({
    luns: [
      { lun: 3, hosts: [], silent: hosts },
      { lun: 7, hosts },
    ],
  });
});

test('a simulator that starts again keeps what became of them', () => {
  const state = loadState(folder, inventory);
  state.disks.splice(1, 1);
  saveState(folder, state);
  expect(loadState(folder, inventory)).toEqual(state);
});

test('a pool that no server has is an error', () => {
  const other = join(folder, 'other');
  expect(() => loadState(other, { ...inventory, disks: [disk('VD-03', 1, 'dcs-nord')] })).toThrow(
    'the inventory has no pool ssd-nord on a server dcs-nord',
  );
});
