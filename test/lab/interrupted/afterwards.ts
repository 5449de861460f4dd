/** The next run, as a person makes it, and what must hold after it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datacoreStatus, type StorageStatus } from '../../../scripts/lab/control';
import { type Orphan, orphansOf, writeImports } from '../../../scripts/lab/orphans';
import { takeOver } from '../../../scripts/lab/orphans/take-over';
import { keptObjects, unknownToStates } from '../../../scripts/lab/orphans/stand-in-objects';
import { objectsIn } from '../../../scripts/lab/states';
import type { Terraform } from '../../../scripts/lab/terraform';
import { diagnosticsOf } from '../../../scripts/lab/terraform-plan';
import { rendered } from '../../stacks/rendered';
import type { InterruptedGround } from './ground';
import { APPLY } from './interrupt';

const inOneWord = ({ kind, id }: { readonly kind: string; readonly id?: string }): string => `${kind} ${id ?? '?'}`;
const kindOf = ({ address }: Orphan): string => address.split('.')[0] ?? '';

/** What the stand-in keeps: the real provider keeps it in a vCenter. */
const kept = ({ lab }: InterruptedGround) => keptObjects(join(lab.folder.root, 'stand-in', 'store'));
const unknown = (ground: InterruptedGround): string[] => unknownToStates(ground.lab.folder, kept(ground)).map(inOneWord).sort();

/** Addresses of what a stack describes. */
export const described = (stack: string): string[] =>
  Object.entries(rendered('minimal').stacks.get(stack)?.resource ?? {})
    .flatMap(([kind, named]) => Object.keys(named).map((name) => `${kind}.${name}`))
    .sort();

/** What is there already, and must not be touched. */
export interface Before {
  readonly objects: readonly string[];
  readonly disks: StorageStatus['disks'];
}

export const lookBefore = async (ground: InterruptedGround): Promise<Before> => ({
  objects: kept(ground).map(inOneWord),
  disks: (await datacoreStatus(ground.lab.run)).disks,
});

export async function applyAgain(terraform: Terraform, stack: string): Promise<void> {
  const { code, out } = await terraform.run(stack, APPLY);
  expect([code, diagnosticsOf(out)]).toEqual([0, []]);
}

/** Names what no state knows, takes it over, and applies; returns the addresses that had to be taken over. */
export async function nextRun(ground: InterruptedGround, stack: string): Promise<readonly string[]> {
  const { provider, lab } = ground;
  const terraform = ground.terraform();
  const orphans = await orphansOf({ lab: lab.folder, terraform, providers: provider }, stack);
  // Every object outside of the states is named, and none that is not there.
  if (provider === 'stand-in')
    expect(orphans.map((orphan) => inOneWord({ ...orphan, kind: kindOf(orphan) })).sort()).toEqual(unknown(ground));
  await takeOver(lab.folder, lab.run, stack, orphans);
  await applyAgain(terraform, stack);
  writeImports(lab.folder, stack, []);
  return orphans.map(({ address }) => address);
}

/** The state is whole, the next plan empty, everything is there once, and what was there before is what it was. */
export async function expectWhole(ground: InterruptedGround, stack: string, before: Before): Promise<void> {
  const { lab, provider } = ground;
  expect((await ground.terraform().plan(stack)).changes).toEqual([]);
  const held = objectsIn(lab.folder, stack);
  expect(held.map(({ address }) => address).sort()).toEqual(described(stack));
  expect(new Set(held.map(({ type, attributes }) => `${type} ${String(attributes['id'])}`)).size).toBe(held.length);
  expect(await ground.count()).toEqual(ground.reference(stack));
  if (stack !== 'volumes') expect((await datacoreStatus(lab.run)).disks).toEqual(before.disks);
  if (provider === 'real') return;
  const now = new Set(kept(ground).map(inOneWord));
  expect([unknown(ground), before.objects.filter((object) => !now.has(object))]).toEqual([[], []]);
}

const sorted = <T>(values: readonly T[]): readonly T[] => [...values].sort();

/** Every volume is there once, whole, served, of its size (bytes) and with the name that it had; the facts and the LUNs say so. */
export async function expectVolumes({ lab }: InterruptedGround, before: Before, size: number): Promise<void> {
  const { model, run, folder } = lab;
  const { disks } = await datacoreStatus(run);
  const hosts = sorted(Object.values(model.hosts).map(({ name }) => name));
  expect(sorted(disks.map(({ name, status, size: is, hosts: served }) => [name, status, is, served]))).toEqual(
    sorted(Object.keys(model.volumes)).map((name) => [name, 'Healthy', size, hosts]),
  );
  for (const { name, naa } of before.disks) expect([name, disks.find((disk) => disk.name === name)?.naa]).toEqual([name, naa]);
  const { volumes } = JSON.parse(readFileSync(folder.facts, 'utf8')) as { volumes: Record<string, { device: string }> };
  expect(sorted(Object.entries(volumes).map(([name, { device }]) => [name, device]))).toEqual(
    sorted(disks.map(({ name, naa }) => [name, naa])),
  );
  const { luns } = JSON.parse(readFileSync(folder.luns, 'utf8')) as { luns: { naa: string; sizeMib: number }[] };
  expect(sorted(luns.map(({ naa, sizeMib }) => [naa, sizeMib]))).toEqual(sorted(disks.map(({ naa }) => [naa, size / 1024 ** 2])));
}
