/** What there is in a rehearsal, kind by kind: what the estate describes, and what the states and the simulators hold, in the same words. */
import { count } from '../../../print-findings';

interface KindWords {
  /** What one of them is called. */
  readonly noun: string;
  /** Who is asked. */
  readonly place: 'the states' | 'DataCore' | 'vCenter';
}

/** In the order in which they are told. */
export const FACT_KINDS = {
  machines: { noun: 'machine', place: 'the states' },
  networks: { noun: 'network', place: 'the states' },
  clusters: { noun: 'cluster', place: 'the states' },
  datastores: { noun: 'datastore', place: 'the states' },
  objects: { noun: 'object', place: 'the states' },
  volumes: { noun: 'volume', place: 'DataCore' },
  vcenterHosts: { noun: 'host', place: 'vCenter' },
  vcenterMachines: { noun: 'machine', place: 'vCenter' },
  vcenterDatastores: { noun: 'datastore', place: 'vCenter' },
} as const satisfies Readonly<Record<string, KindWords>>;

export type FactKind = keyof typeof FACT_KINDS;

/** Name → what is known of it, as text that can be compared. */
export type Named = ReadonlyMap<string, string>;

/** What vCenter says is absent on the stand-in: the simulated vCenter holds nothing of what that deploys. */
export type Facts = Readonly<Partial<Record<FactKind, Named>>>;

/** Names that are other than before, kind by kind. Absent: none. */
export type Touched = Readonly<Partial<Record<FactKind, readonly string[]>>>;

export const kindsOf = (facts: Facts): readonly FactKind[] =>
  (Object.keys(FACT_KINDS) as FactKind[]).filter((kind) => facts[kind] !== undefined);

/** Objects of states are left out: what happens to them is planned address by address, and compared with what was synthesized. */
export function touchedBetween(before: Facts, after: Facts): Touched {
  const touched: Partial<Record<FactKind, readonly string[]>> = {};
  for (const kind of kindsOf(after)) {
    if (kind === 'objects') continue;
    const [was, is] = [before[kind] ?? new Map<string, string>(), after[kind] ?? new Map<string, string>()];
    const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name)).sort();
    if (names.length > 0) touched[kind] = names;
  }
  return touched;
}

/** `94 objects in the states, among them 2 machines, 7 networks; 4 volumes in DataCore`. Of what there is none nothing is said. */
export function countsOf(facts: Facts): string {
  const places = new Map<string, string[]>();
  for (const kind of kindsOf(facts)) {
    const { noun, place } = FACT_KINDS[kind];
    const number = facts[kind]?.size ?? 0;
    if (number > 0 && kind !== 'objects') places.set(place, [...(places.get(place) ?? []), count(number, noun)]);
  }
  const objects = `${count(facts.objects?.size ?? 0, 'object')} in the states`;
  return [...places]
    .map(([place, counts]) => (place === 'the states' ? `${objects}, among them ${counts.join(', ')}` : `${counts.join(', ')} in ${place}`))
    .join('; ');
}
