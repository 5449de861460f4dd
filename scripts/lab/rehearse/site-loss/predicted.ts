/** What the proof says of the loss of a site, machine by machine and volume by volume. */
import { proofOf } from '../../../../config/analysis';
import { RESTORABLE } from '../../../../config/analysis/levels';
import type { Snapshot, WorkloadState } from '../../../../config/analysis/snapshot';
import { inOrder, type Model } from '../../../../config/model/model';
import { type Fates, goesOn, ONE_COPY, OUT_OF_REACH, restarts, STAYS_OFF, WHOLE } from './fates';

/** Throws where the proof does not judge the loss of that site. */
export function predictedFates(model: Model, asOf: string, site: string): Fates {
  const { field, snapshot } = proofOf(model, asOf).survival;
  const index = field.indexOf(`site:${site}`);
  if (index === undefined) throw new Error(`the proof does not judge the loss of ${site}`);
  const lost = snapshot(index);
  return {
    machines: new Map(inOrder(model.workloads).map(([id, { name, home }]) => [name, machineFate(lost.workload(id), home)])),
    volumes: new Map(inOrder(model.volumes).map(([key, { inventoryName = key }]) => [inventoryName, volumeFate(model, lost, key)])),
  };
}

/** The machine itself: what it depends on and how its users reach it is nothing that a hypervisor would know. */
function machineFate({ own, cause, place, stays }: WorkloadState, home: string): string {
  if (own >= RESTORABLE || stays !== undefined || place === undefined) return STAYS_OFF;
  return cause === undefined ? goesOn(home) : restarts(place);
}

function volumeFate(model: Model, { volume, serves }: Snapshot, key: string): string {
  if (volume(key) !== 'serves') return OUT_OF_REACH;
  const sides = Object.keys(model.volumes[key]?.pools ?? {}).map((server) => model['storage-servers'][server]?.site ?? '');
  return sides.every((side) => serves(key, side)) ? WHOLE : ONE_COPY;
}
