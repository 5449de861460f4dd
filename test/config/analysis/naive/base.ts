/**
 * The estate of the hand cases: two sites that are alike, and a third for the witness.
 *
 *     a                                                                      b
 *     hosts a1 a2, switches a-1 a-2 ── fibre-north (telco-1, duct-north) ── hosts b1 b2, switches b-1 b-2
 *     server store-a, pool ssd      ── fibre-south (telco-2, duct-south) ── server store-b, pool ssd
 *     router-a, access isp-a        ── radio (telco-3, management only)  ── router-b, access isp-b
 *     repository disk-a             route-a ╲     w: witness     ╱ route-b  repository disk-b
 *
 * Each fibre carries a mirror path, storage paths, vMotion, management and machines. `vol-a` is preferred at a and carries `data-a`; `vol-b`, b.
 * Workload `t/app` lives at a on `data-a` and serves nobody, so that what happens to it is not that of its users. The premises `office` of
 * tenant `t` land at both sites.
 */
import type { Model } from '../../../../config/model/model';
import * as of from './entities';
import { keyed } from './keyed';
import { nothing } from './nothing';

export const FIBRE = ['storage-paths', 'vmotion', 'management', 'tenants'] as const;
const ends = (entry: string) => ({ a: { entry }, b: { entry } });
const route = (side: string) =>
  of.link({ [side]: { entry: 'east', router: `router-${side}` }, w: { entry: side } }, ['witness'], { carrier: `line-${side}` });
const title = 'Test';

export function base(): Model {
  return {
    ...nothing(),
    sites: {
      a: of.site('a'),
      b: of.site('b'),
      w: of.site('w', { role: 'witness', entries: { a: { title }, b: { title } } }),
    },
    substations: keyed(['a-1', 'a-2', 'b-1', 'b-2', 'w-1', 'w-2'], () => ({ title })),
    ducts: keyed(['duct-north', 'duct-south', 'duct-office'], () => ({ title })),
    pops: { pop: { title } },
    suppliers: keyed(['maker', 'telco-1', 'telco-2', 'telco-3', 'line-a', 'line-b', 'isp-a', 'isp-b', 'town'], of.supplier),
    'physical-switches': {
      'a-1': of.physicalSwitch('a'),
      'a-2': of.physicalSwitch('a'),
      'b-1': of.physicalSwitch('b'),
      'b-2': of.physicalSwitch('b'),
    },
    'distributed-switches': { lan: { title, existing: false, uplinks: ['uplink-1', 'uplink-2'], mtu: 1500, version: '8.0.0' } },
    networks: { management: of.network('management', { role: 'management' }), servers: of.network('servers') },
    hardware: { server: of.hardware() },
    clusters: { main: of.cluster() },
    hosts: { a1: of.host('a'), a2: of.host('a'), b1: of.host('b'), b2: of.host('b') },
    'storage-servers': { 'store-a': of.storageServer('a'), 'store-b': of.storageServer('b') },
    storage: {
      ...nothing().storage,
      witness: { site: 'w', address: '10.0.0.1', routes: ['route-a', 'route-b'], option: 'default' },
    },
    volumes: { 'vol-a': of.volume('a'), 'vol-b': of.volume('b') },
    datastores: { 'data-a': of.datastore('vol-a'), 'data-b': of.datastore('vol-b') },
    links: {
      'fibre-north': of.link(ends('north'), ['mirror-1', ...FIBRE], { carrier: 'telco-1', ducts: ['duct-north'] }),
      'fibre-south': of.link(ends('south'), ['mirror-2', ...FIBRE], { carrier: 'telco-2', ducts: ['duct-south'] }),
      radio: of.link(ends('roof'), ['management'], { carrier: 'telco-3' }),
      'route-a': route('a'),
      'route-b': route('b'),
    },
    routers: { 'router-a': of.router('a'), 'router-b': of.router('b') },
    accesses: { 'isp-a': of.access('a', { carrier: 'isp-a' }), 'isp-b': of.access('b', { carrier: 'isp-b' }) },
    uses: { web: of.use(['isp-a', 'isp-b']) },
    repositories: { 'disk-a': of.repository('a'), 'disk-b': of.repository('b') },
    'backup-classes': {
      daily: of.backupClass({ a: { near: 'disk-a', far: 'disk-b' }, b: { near: 'disk-b', far: 'disk-a' } }),
    },
    classes: { standard: of.serviceClass() },
    tenants: { t: of.tenant() },
    premises: {
      office: of.premises('t', { one: of.landing('a', 'town'), two: of.landing('b', 'town', { ducts: ['duct-office'] }) }),
    },
    workloads: { 't/app': of.workload('t/app', 'a') },
  };
}
