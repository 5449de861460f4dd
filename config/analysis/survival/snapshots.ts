/** One failure of the many, for those who look closer: the clock, the chains, the stories. */
import type { Model } from '../../model/model';
import type { Level } from '../levels';
import { type Noticed, noticedAfter } from '../noticed';
import type { Snapshot, VolumeAnswer, WorkloadState } from '../snapshot';
import { type Bits, has } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import type { Lot } from './lots';
import { stateOf } from './state';
import type { Storage, VolumeState } from './storage';
import type { Users } from './users';
import { levelAt } from './grades';

interface Known {
  readonly model: Model;
  readonly field: Field;
  readonly equipment: Equipment;
  readonly storage: Storage;
  readonly lots: readonly Lot[];
  readonly users: Users;
  readonly level: (row: string, scenario: number) => Level;
}

export function snapshotsOf({ model, field, equipment, storage, lots, users, level }: Known): (scenario: number) => Snapshot {
  const lotOf = new Map(lots.flatMap(({ workloads }, number) => workloads.map((id) => [id, number] as const)));
  // What runs at the same places is of one cluster.
  const noticedIn =
    ({ workloads: [first = ''] }: Lot) =>
    (cause: Noticed): number =>
      noticedAfter(model, model.workloads[first]?.cluster ?? '', cause);
  return (index) => {
    const states: (WorkloadState | undefined)[] = [];
    const up = (down: (key: string) => Bits) => (key: string) => !has(down(key), index);
    const workload = (id: string): WorkloadState => {
      const number = lotOf.get(id);
      const lot = number === undefined ? undefined : lots[number];
      return number === undefined || lot === undefined
        ? { level: 0, own: 0, within: 0 }
        : (states[number] ??= stateOf(lot, noticedIn(lot), index));
    };
    return {
      scenario: field.scenario(index),
      workload,
      machine: up(equipment.machine),
      host: up(equipment.host),
      site: up(equipment.site),
      repository: up(equipment.repository),
      access: up(equipment.access),
      gateway: up(equipment.gateway),
      users: (node, audience) => {
        const { place } = workload(node.id);
        return place === undefined ? 0 : levelAt(users.by(node, audience, place), index);
      },
      serves: (volume, site) => {
        for (const [server, bits] of storage.volume(volume).serves)
          if (model['storage-servers'][server]?.site === site && has(bits, index)) return true;
        return false;
      },
      volume: (key) => answerOf(field, storage.volume(key), key, index),
      behind: (key) => has(storage.volume(key).behind(), index),
      joined: !has(equipment.apart('tenants'), index),
      managed: !has(equipment.apart('management'), index),
      row: (id) => level(id, index),
    };
  };
}

function answerOf({ failed }: Field, state: VolumeState, key: string, index: number): VolumeAnswer {
  if (has(failed(`volume:${key}`), index) || has(failed('intruder'), index)) return 'taken';
  if (has(state.gone, index)) return 'gone';
  if (has(state.out, index)) return 'out';
  if (has(state.unknown, index)) return 'unknown';
  if (has(state.diverged, index)) return 'diverged';
  return has(state.refused, index) ? 'refused' : 'serves';
}
