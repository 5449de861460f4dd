/**
 * Objects that exist though no state knows them: what Terraform was making when it was killed. Each with the import block by which the next
 * apply takes it over, instead of failing because its name is taken.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabFolder } from './folder';
import { type Configuration, type Described, readConfiguration } from './orphans/configuration';
import { importIdOf } from './orphans/import-ids';
import { keptObjects, matching, unknownToStates } from './orphans/stand-in-objects';
import type { ProviderKind } from './providers';
import { objectsIn } from './states';
import type { Terraform } from './terraform';

export interface Orphan {
  readonly stack: string;
  readonly address: string;
  /** What the provider imports it by. Absent: it cannot be imported. */
  readonly id?: string;
  /** Name of a storage policy, which cannot be imported: whoever removes it in vCenter loses nothing. */
  readonly policy?: string;
  /** Data sources that the id refers to. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** File of import blocks in a stack’s folder, read by Terraform with the rest. */
export const IMPORTS_FILE = 'lab_imports.tf.json';

export interface Search {
  readonly lab: LabFolder;
  readonly terraform: Terraform;
  readonly providers: ProviderKind;
}

/** Nothing is changed: the real provider is asked by a plan whether the objects that are not in the state are there. */
export async function orphansOf(search: Search, stack: string): Promise<readonly Orphan[]> {
  const { lab, providers } = search;
  const configuration = readConfiguration(lab, stack);
  if (configuration === undefined) return [];
  const held = new Set(objectsIn(lab, stack).map(({ address }) => address));
  const missing = configuration.described.filter(({ address }) => !held.has(address));
  return providers === 'stand-in' ? fromStore(lab, stack, configuration, missing) : await fromPlans(search, stack, configuration, missing);
}

/** What others refer to first: by it the others are told apart. */
function fromStore(lab: LabFolder, stack: string, configuration: Configuration, missing: readonly Described[]): readonly Orphan[] {
  const unknown = unknownToStates(lab, keptObjects(join(lab.root, 'stand-in', 'store')));
  const known = new Map(objectsIn(lab, stack, 'all').map(({ address, attributes }) => [address, attributes]));
  const found: Orphan[] = [];
  for (;;) {
    const next = missing.flatMap((described) => {
      const [object, other] = known.has(described.address) ? [] : matching(described, configuration, known, unknown);
      return object === undefined || other !== undefined ? [] : [{ address: described.address, object }];
    });
    if (next.length === 0) return found;
    for (const { address, object } of next) {
      known.set(address, { ...object.values, id: object.id });
      found.push({ stack, address, id: object.id });
    }
  }
}

/** Every object that might be there is asked for at once; where several ids are possible, once for each. */
async function fromPlans(
  { lab, terraform }: Search,
  stack: string,
  configuration: Configuration,
  missing: readonly Described[],
): Promise<readonly Orphan[]> {
  const found = new Map<string, Orphan>();
  const possible = missing.flatMap((described) => {
    const known = importIdOf(described, configuration);
    return known === undefined ? [] : [{ described, ...known }];
  });
  const orphanOf = ({ described, ids, data }: (typeof possible)[number], round: number): Orphan => ({
    stack,
    address: described.address,
    ...(ids[round] === undefined ? { policy: String(described.block['name']) } : { id: ids[round] }),
    ...(data === undefined ? {} : { data }),
  });
  const rounds = Math.max(0, ...possible.map(({ ids }) => Math.max(1, ids.length)));
  try {
    for (let round = 0; round < rounds; round++) {
      const asked = possible.filter(({ described, ids }) => !found.has(described.address) && (round === 0 || round < ids.length));
      if (asked.length === 0) break;
      const orphans = asked.map((one) => orphanOf(one, round));
      writeImports(lab, stack, orphans);
      const read = await terraform.read(stack);
      for (const orphan of orphans.filter((one) => isRead(one, read)))
        if (rounds === 1 || (await isMeant(terraform, orphan))) found.set(orphan.address, orphan);
    }
  } finally {
    writeImports(lab, stack, []);
  }
  return [...found.values()];
}

function isRead({ address, id, data = {} }: Orphan, read: ReadonlySet<string>): boolean {
  if (id !== undefined) return read.has(address);
  return Object.entries(data).some(([kind, blocks]) => Object.keys(blocks).some((name) => read.has(`data.${kind}.${name}`)));
}

/** Adapters of a host have numbers that only the host knows: it is the one with the address that is described. */
async function isMeant(terraform: Terraform, { stack, address }: Orphan): Promise<boolean> {
  if (!address.startsWith('vsphere_vnic.')) return true;
  const { before, after } = (await terraform.beforeAndAfter(stack, address)) ?? {};
  return before?.['ipv4'] !== undefined && addressIn(before) === addressIn(after);
}

const addressIn = (values: Readonly<Record<string, unknown>> | null | undefined): unknown =>
  (values?.['ipv4'] as readonly { readonly ip?: string }[] | undefined)?.[0]?.ip;

const importsFile = (lab: LabFolder, stack: string): string => join(lab.output, 'stacks', stack, IMPORTS_FILE);

/** Terraform JSON that takes them over; an empty list removes the file. */
export function writeImports(lab: LabFolder, stack: string, orphans: readonly Orphan[]): void {
  if (orphans.length === 0) rmSync(importsFile(lab, stack), { force: true });
  else writeFileSync(importsFile(lab, stack), `${JSON.stringify(importsJson(orphans, readConfiguration(lab, stack)), null, 2)}\n`);
}

/** Data sources that the stack has already are left out. */
export function importsJson(orphans: readonly Orphan[], configuration: Configuration | undefined): Record<string, unknown> {
  const data: Record<string, Record<string, unknown>> = {};
  for (const [kind, blocks] of orphans.flatMap((orphan) => Object.entries(orphan.data ?? {})))
    for (const [name, block] of Object.entries(blocks))
      if (configuration?.referred(`\${data.${kind}.${name}.id}`) === undefined) (data[kind] ??= {})[name] = block;
  return {
    ...(Object.keys(data).length === 0 ? {} : { data }),
    import: orphans.flatMap(({ address, id }) => (id === undefined ? [] : [{ to: address, id }])),
  };
}
