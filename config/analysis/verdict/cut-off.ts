/** What one failure cuts off beside workloads: uses of the Internet, hosted applications, places and schools. Shown, it decides nothing. */
import { inOrder, type Model } from '../../model/model';
import type { Survival } from '../survival';
import { cutsOf } from './cuts';

/** Keys of what is lost, or stands still, while an element is down. */
export interface CutOff {
  readonly failure: string;
  readonly uses: readonly string[];
  readonly applications: readonly string[];
  readonly premises: readonly string[];
  readonly schools: readonly string[];
  /** Workplaces there. */
  readonly seats: number;
  /** Of the pupils of these schools. */
  readonly devices: number;
}

type Rows = Pick<CutOff, 'uses' | 'applications' | 'premises' | 'schools'>;

const KINDS: readonly (readonly [kind: string, collection: keyof Rows])[] = [
  ['use', 'uses'],
  ['application', 'applications'],
  ['premises', 'premises'],
  ['school', 'schools'],
];

/** By failure, the worst first: what all share before places, many people before few. Failures that cut off nothing are left out. */
export function cutOffOf(model: Model, survival: Survival): readonly CutOff[] {
  const found = new Map<string, Record<keyof Rows, string[]>>();
  for (const [kind, collection] of KINDS)
    for (const [key] of inOrder<unknown>(model[collection]))
      for (const failure of cutsOf(survival, `${kind}:${key}`).alone) {
        const rows = found.get(failure) ?? { uses: [], applications: [], premises: [], schools: [] };
        found.set(failure, rows);
        rows[collection].push(key);
      }
  return [...found].map(([failure, rows]) => counted(model, failure, rows)).sort(worstFirst);
}

/** The part of it that concerns a tenant: its places, the schools in them, its applications, and the uses that they or its networks leave by. */
export function cutOffFor(model: Model, all: readonly CutOff[], tenant: string): readonly CutOff[] {
  const applies = (application: string): boolean => model.applications[application]?.tenants.includes(tenant) === true;
  const lives = (premises: string): boolean => model.premises[premises]?.tenant === tenant;
  const uses = new Set([
    ...Object.values(model.networks).flatMap(({ owner, ownerKind, use }) =>
      ownerKind === 'tenants' && owner === tenant ? (use ?? []) : [],
    ),
    ...Object.entries(model.applications).flatMap(([key, { use }]) => (applies(key) ? use : [])),
  ]);
  return all
    .map(({ failure, ...rows }) =>
      counted(model, failure, {
        uses: rows.uses.filter((use) => uses.has(use)),
        applications: rows.applications.filter(applies),
        premises: rows.premises.filter(lives),
        schools: rows.schools.filter((school) => lives(model.schools[school]?.premises ?? '')),
      }),
    )
    .filter((one) => KINDS.some(([, collection]) => one[collection].length > 0))
    .sort(worstFirst);
}

const counted = (model: Model, failure: string, rows: Rows): CutOff => ({
  failure,
  ...rows,
  seats: rows.premises.reduce((sum, key) => sum + (model.premises[key]?.seats ?? 0), 0),
  devices: rows.schools.reduce((sum, key) => sum + (model.schools[key]?.devices ?? 0), 0),
});

/** That an application falls with its provider is known of each: it comes behind what takes more than it should. */
const isProvider = ({ failure }: CutOff): number => (failure.startsWith('provider:') ? 1 : 0);

const worstFirst = (a: CutOff, b: CutOff): number =>
  isProvider(a) - isProvider(b) ||
  b.uses.length - a.uses.length ||
  b.applications.length - a.applications.length ||
  b.seats + b.devices - a.seats - a.devices ||
  (a.failure < b.failure ? -1 : 1);
