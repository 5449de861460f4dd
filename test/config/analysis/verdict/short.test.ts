/** What is short, of what and by how much, where something goes on more slowly or finds no room. */
import { causeOf } from '../../../../config/analysis/verdict/chain';
import { survivalOf } from '../../../../config/analysis/survival';
import type { Model } from '../../../../config/model/model';
import { namedScenarios } from '../../../../config/analysis/scenarios';
import { base } from '../naive/base';
import { disk, hardware, workload } from '../naive/entities';
import { changed, type Overlay } from '../naive/overlay';

const GIB = 1024;

function said(overlay: Overlay<Model>, failure: string): readonly string[] {
  const model = changed(base(), overlay);
  const named = namedScenarios(model).find(({ id }) => id === failure);
  const scenario = named ?? ({ id: failure, kind: 'single', elements: [failure], cut: [] } as const);
  return causeOf(model, survivalOf(model, { only: [scenario] }).snapshot(1), 't/app').map(({ path, says }) => `${path}: ${says}`);
}

test('processors: 100 GHz are asked for, two hosts give 64', () => {
  expect(said({ workloads: { 't/app': { cpus: 100, cpuDemand: 0.5 } } }, 'named:compute-a')).toEqual([
    'clusters.main: what is left carries `t/app` more slowly: 100 GHz of processors are asked of the cluster `main`, which gives 64: 36 % too little',
  ]);
});

test('processors: what has no room asks for none', () => {
  const big = workload('t/big', 'a', { memory: 1000 * GIB, cpus: 50, cpuDemand: 1 });
  expect(said({ workloads: { 't/app': { cpus: 100, cpuDemand: 0.5 }, 't/big': big } }, 'named:compute-a')).toEqual([
    'clusters.main: what is left carries `t/app` more slowly: 100 GHz of processors are asked of the cluster `main`, which gives 64: 36 % too little',
  ]);
});

test('operations while the mirror is whole: all of what is preferred there, and its cache', () => {
  expect(said({ workloads: { 't/app': { disks: { system: disk('data-a', 60_000) } } } }, 'repository:disk-b')).toEqual([
    'storage-servers.store-a.pools.ssd: what is left carries `t/app` more slowly: 60000 IO/s are asked of the pool `ssd` of `store-a`, which gives 10000: 83.3 % too little',
  ]);
});

test('operations: 6000 are asked for, a pool that writes through gives 5000', () => {
  expect(said({ workloads: { 't/app': { disks: { system: disk('data-a', 6000) } } } }, 'storage-server:store-b')).toEqual([
    'storage-servers.store-a.pools.ssd: what is left carries `t/app` more slowly: 6000 IO/s are asked of the pool `ssd` of `store-a`, which gives 5000: 16.7 % too little',
  ]);
});

test('memory: 51 GiB are needed of one host', () => {
  const small = { hardware: { small: hardware({ memory: 40 * GIB }) }, hosts: { b1: { hardware: 'small' }, b2: { hardware: 'small' } } };
  expect(said({ ...small, workloads: { 't/app': { memory: 50 * GIB }, 't/bee': workload('t/bee', 'b') } }, 'named:compute-a')).toEqual([
    'tenants.t.workloads.app.memory: `t/app` needs 51 GiB of one host, and none that is left in `main` has so much free',
  ]);
});
