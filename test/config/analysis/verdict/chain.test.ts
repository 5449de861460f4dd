/** Which of several reasons is told: the disk that decides, the dependency that is missed, what makes a copy old. */
import { proofOf } from '../../../../config/analysis';
import { survivalOf } from '../../../../config/analysis/survival';
import { causeOf } from '../../../../config/analysis/verdict/chain';
import type { Model } from '../../../../config/model/model';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';
import { base } from '../naive/base';
import { datastore, disk, needs, volume, workload } from '../naive/entities';
import { changed, type Overlay } from '../naive/overlay';

function paths(overlay: Overlay<Model>, ...elements: readonly string[]): readonly string[] {
  const model = changed(base(), overlay);
  const only = [{ id: 'x', kind: 'named', elements, cut: [] } as const];
  return causeOf(model, survivalOf(model, { only }).snapshot(1), 't/app').map(({ path }) => path);
}

test('of two disks, the one whose volume is taken, before one that is gone with its server', () => {
  const overlay: Overlay<Model> = {
    volumes: { single: volume('b', { mirrored: false, pools: { 'store-b': 'ssd' } }) },
    datastores: { single: datastore('single') },
    workloads: { 't/app': { disks: { another: disk('single'), system: disk('data-a') } } },
  };
  expect(paths(overlay, 'volume:vol-a', 'storage-server:store-b').slice(0, 2)).toEqual([
    'tenants.t.workloads.app.disks.system.datastore',
    'volumes.vol-a',
  ]);
});

test('what it only uses, once that has to be restored', () => {
  const overlay: Overlay<Model> = {
    workloads: { 't/app': { dependsOn: needs({ soft: ['t/db'] }) }, 't/db': workload('t/db', 'b') },
  };
  expect(paths(overlay, 'volume:vol-b').slice(0, 2)).toEqual([
    'tenants.t.workloads.app.dependsOn.soft.0',
    'tenants.t.workloads.db.disks.system.datastore',
  ]);
});

test('what makes a copy old: how seldom cartridges are carried away, or copies are made', () => {
  const model = modelOf('chelles');
  const { 'bandes-agglo': tape, ...disks } = model.repositories;
  const changeable = Object.entries(disks).map(([key, { immutability: _, ...repository }]) => [key, repository] as const);
  const repositories = { ...Object.fromEntries(changeable), 'bandes-agglo': tape! } as Model['repositories'];
  const ages = (changedModel: Model): readonly string[] => {
    const { unmet } = proofOf(changedModel, AS_OF).verdict;
    const old = unmet.find(({ id }) => id === 'workload:ville/etat-civil@intruder');
    return (old?.chain ?? []).filter(({ about }) => about === 'data').map(({ path }) => path);
  };
  expect(ages({ ...model, repositories })).toEqual(['repositories.bandes-agglo.offline.every']);
  const rebuilt = { ...model.classes['critique']!.rebuilt!, pdma: 3600 };
  const strict = { ...model, classes: { ...model.classes, critique: { ...model.classes['critique']!, rebuilt } } };
  expect(ages(strict)).toEqual(['backup-classes.critique.rpo']);
});
