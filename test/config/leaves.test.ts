/**
 * Nothing is written in vain: whatever leaf of the reference estate is changed, a finding, the register or a byte of the output changes with
 * it; or else the field says which later issue will read it.
 */
import { join } from 'node:path';
import { expectSame } from '../stacks/golden';
import { type Effect, Estate } from './leaf-effects';
import { fieldsOfKinds, fits, type Leaf, leavesOf, otherValues, replaced, spread } from '../../config/leaves';

/** The smallest estate is asked first, because it answers ten times as fast; what it says not, the reference estate says. */
const estates = ['minimal', 'chelles'].map((name) => new Estate(name));
const chelles = estates[1]!;

/** Fields that count by comparison only: what else must differ for the change to be seen. */
const BESIDE: Readonly<Record<string, (estate: Estate) => ReturnType<typeof replaced>[]>> = {
  // The share of a site is a ratio, and each cluster of the estate is made of one model.
  'hardware.clock': (estate) => {
    const [host] = [...estate.loaded.entities.keys()].filter((path) => path.startsWith('hosts.'));
    const entity = estate.entity(host!);
    const [used] = [(entity.data as { hardware: string }).hardware];
    const other = otherValues(
      leavesOf(estate.loaded).find(({ field, entity: path }) => path === host && field === 'host.hardware')!,
      entity,
      estate.names,
    );
    return [
      replaced(
        entity,
        ['hardware'],
        other.find((model) => model !== used),
      ),
    ];
  },
};

const byField = (leaves: readonly Leaf[]): Map<string, Leaf[]> => {
  const fields = new Map<string, Leaf[]>();
  for (const leaf of leaves) fields.set(leaf.field, [...(fields.get(leaf.field) ?? []), leaf]);
  return fields;
};

/** What a change of one leaf has for effect: the first that is found, the quick ones first. */
function effectOf(estate: Estate, leaves: readonly Leaf[]): Effect {
  let seen: Effect = 'not valid';
  for (const { written, instances, values } of [
    { written: false, instances: 1, values: 3 },
    { written: true, instances: 1, values: 2 },
    { written: false, instances: 5, values: 8 },
    { written: true, instances: 3, values: 3 },
  ]) {
    for (const leaf of spread(leaves, instances)) {
      const entity = estate.entity(leaf.entity);
      for (const value of otherValues(leaf, entity, estate.names).slice(0, values)) {
        const effect = estate.effect([replaced(entity, leaf.pointer, value)], written);
        if (effect === 'none') seen = 'none';
        else if (effect !== 'not valid') return effect;
      }
    }
  }
  return seen;
}

test('whatever leaf of the reference estate is changed, something that is checked or written changes, or its field is for a later issue', () => {
  const fields = new Map<string, Effect>();
  for (const estate of estates) {
    for (const [field, leaves] of byField(leavesOf(estate.loaded))) {
      const known = fields.get(field) ?? 'none';
      if (leaves[0]?.later === undefined && BESIDE[field] === undefined && (known === 'none' || known === 'not valid'))
        fields.set(field, effectOf(estate, leaves));
    }
  }
  expect(fields.size).toBeGreaterThan(200);
  expect(
    [...fields].filter(([, effect]) => effect === 'none' || effect === 'not valid').map(([field, effect]) => `${field}: ${effect}`),
  ).toEqual([]);
}, 300_000);

test.each(Object.keys(BESIDE))('%s counts where its neighbours differ', (field) => {
  const beside = BESIDE[field]!(chelles);
  const before = chelles.written(beside);
  const effects = leavesOf(chelles.loaded)
    .filter((leaf) => leaf.field === field)
    .map((leaf) => chelles.written([...beside, replaced(chelles.entity(leaf.entity), leaf.pointer, '9 GHz')]) !== before);
  expect(effects).toContain(true);
});

test('a field that is for a later issue changes nothing today: its mark is not stale', () => {
  const stale: string[] = [];
  for (const estate of estates) {
    const fields = byField(leavesOf(estate.loaded).filter(({ later }) => later !== undefined));
    for (const round of [0, 1, 2]) {
      for (const field of culprits(estate, fields, round)) {
        // Together they may have met each other: what counts is what one alone changes.
        const effect = effectOf(estate, fields.get(field) ?? []);
        if (effect !== 'none' && effect !== 'not valid') stale.push(`${field}: ${effect}`);
        fields.delete(field);
      }
    }
  }
  expect([...stale].sort()).toEqual([]);
}, 300_000);

/** Fields of those given that change something when all of them are changed together; found by halves. */
function culprits(estate: Estate, fields: ReadonlyMap<string, readonly Leaf[]>, round: number): string[] {
  const search = (names: readonly string[], written: boolean): string[] => {
    const changes = changedTogether(
      estate,
      names.flatMap((name) => fields.get(name) ?? []),
      round,
    );
    if (names.length === 0 || estate.effect(changes, written) === 'none') return [];
    if (names.length === 1) return [...names];
    const middle = Math.ceil(names.length / 2);
    return [...search(names.slice(0, middle), written), ...search(names.slice(middle), written)];
  };
  const checked = search([...fields.keys()], false);
  const others = [...fields.keys()].filter((name) => !checked.includes(name));
  return [...checked, ...search(others, true)];
}

/** The entities with every one of the leaves changed, each to its nth other value; one that would not fit together with the rest is left. */
function changedTogether(estate: Estate, leaves: readonly Leaf[], nth: number): ReturnType<typeof replaced>[] {
  const entities = new Map<string, ReturnType<typeof replaced>>();
  for (const leaf of leaves) {
    const entity = entities.get(leaf.entity) ?? estate.entity(leaf.entity);
    const values = otherValues(leaf, estate.entity(leaf.entity), estate.names);
    if (values.length === 0) continue;
    const changed = replaced(entity, leaf.pointer, values[nth % values.length]);
    if (fits(changed)) entities.set(leaf.entity, changed);
  }
  return [...entities.values()];
}

test('the list of what later issues will read is later.txt; they empty it', () => {
  const lines = fieldsOfKinds().flatMap(({ field, later }) => (later === undefined ? [] : [`issue ${later}: ${field}`]));
  expectSame(join(__dirname, 'later.txt'), `${[...new Set(lines)].sort().join('\n')}\n`);
});
