import type { Rule, Verdict } from './rule';
import { inOrder, type Model } from '../model/model';
import { type Occurrence, repeated } from './lib/duplicates';
import { FOUND_WORDS, isFound } from './lib/found-names';

/** Machines, networks and datastores have name rules of their own, which look for twins. */
const UNIQUE = ['clusters', 'distributed-switches', 'roles', 'volumes'] as const;
/** Owners have folders, in one tree. */
const OWNERS = ['tenants', 'services'] as const;

export const inventoryName: Rule = {
  id: 'inventory-name',
  severity: 'error',
  title: 'Only what exists already has an `inventoryName`, and no two objects of a kind are found by one name.',
  reason:
    'What is made here is named by its key: renaming it would be another name for the same state. What exists is found by the name that vCenter or DataCore shows; some characters are kept there in another spelling or read as a pattern, and of two with one name a plan would take either.',
  source: 'vSphere API reference (ManagedEntity.name); vmware/vsphere provider, data sources by name.',
  reads: ['clusters', 'distributed-switches', 'roles', 'volumes', 'datastores', 'networks', 'tenants', 'services', 'schools'],
  check: (model, report) => {
    for (const entity of nameable(model)) for (const verdict of verdictsOf(entity)) report(verdict);
    const groups = [...UNIQUE.map((collection) => keyed(model, collection)), OWNERS.flatMap((collection) => keyed(model, collection))];
    for (const group of groups)
      for (const { again, first } of repeated(occurrences(group)))
        report({
          at: again.at,
          message: `\`${again.value}\` is already the name of another`,
          fix: 'correct one of the two',
          also: [{ at: first.at, note: 'first named here' }],
        });
  },
};

interface Nameable {
  readonly path: string;
  readonly existing: boolean;
  readonly inventoryName?: string | undefined;
  /** A path of folders, where slashes are none of the name’s. */
  readonly isPath?: boolean;
}

type Keyed = (typeof UNIQUE)[number] | (typeof OWNERS)[number] | 'datastores';

const keyed = (model: Model, collection: Keyed): (Nameable & { readonly key: string })[] =>
  inOrder<Omit<Nameable, 'path'>>(model[collection]).map(([key, { existing, inventoryName: name }]) => ({
    key: collection === 'tenants' || collection === 'services' ? `${collection}/${key}` : key,
    path: `${collection}.${key}`,
    existing,
    inventoryName: name,
    isPath: collection === 'tenants' || collection === 'services',
  }));

const nameable = (model: Model): Nameable[] => [
  ...([...UNIQUE, ...OWNERS, 'datastores'] as const).flatMap((collection) => keyed(model, collection)),
  ...inOrder(model.networks).map(([, network]) => network),
  ...inOrder(model.workloads).map(([, workload]) => workload),
];

/** What is named by its key first: of twins, the name that was written is the one to correct. */
const occurrences = (entities: readonly (Nameable & { readonly key: string })[]): Occurrence[] => [
  ...entities.flatMap(({ key, path, inventoryName: name }) => (name === undefined ? [{ value: key, at: `${path}.title` }] : [])),
  ...entities.flatMap(({ path, inventoryName: name }) => (name === undefined ? [] : [{ value: name, at: `${path}.inventoryName` }])),
];

function verdictsOf({ path, existing, inventoryName: name, isPath = false }: Nameable): Verdict[] {
  if (name === undefined) return [];
  const at = `${path}.inventoryName`;
  const verdicts: Verdict[] = [];
  if (!existing)
    verdicts.push({
      at,
      message: `\`${name}\` is the name of something that does not exist yet`,
      allowed: '`inventoryName` beside `existing: true`',
      fix: 'leave it out: what is made here is named by its key',
    });
  const parts = isPath ? name.split('/') : [name];
  if (parts.some((part) => part.length > 80 || !isFound(part)))
    verdicts.push({
      at,
      message: `\`${name}\` is no name that is kept as it is`,
      allowed: `${isPath ? FOUND_WORDS.replace('no /, ', 'no ') : FOUND_WORDS}, at most 80 characters`,
      fix: isPath
        ? 'write the path as vCenter shows it, without a slash at its ends'
        : 'write the name as vCenter or DataCore shows it, without its folder',
    });
  return verdicts;
}
