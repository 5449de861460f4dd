/** Estates of a few machines and failures written by hand: what the clock is given, without the survival proof. */
import type { Step } from '../../../../config/analysis/clock';
import type { Level } from '../../../../config/analysis/levels';
import type { Snapshot, VolumeAnswer, WorkloadState } from '../../../../config/analysis/snapshot';
import type { Model, WorkloadNode } from '../../../../config/model/model';
import { type Replacement, modelOf } from '../estates';

/** The smallest estate with other assumptions, written as YAML within `{ }`. */
export const assuming = (assumptions: string): readonly Replacement[] => [
  ['estate.yaml', 'domain: ville.example', `domain: ville.example\nassumptions: { ${assumptions} }`],
];

/** What differs from the one machine of the smallest estate: it boots and starts in 60 s each, with priority medium, at the town hall. */
export type Machine = Partial<Omit<WorkloadNode, 'dependsOn'>> & { readonly dependsOn?: Partial<WorkloadNode['dependsOn']> };

/** The smallest estate with these machines of its tenant, and no other. */
export function estateOf(machines: Readonly<Record<string, Machine>>, replacements: readonly Replacement[] = []): Model {
  const model = modelOf('minimal', replacements);
  const one = model.workloads['ville/fichiers']!;
  const workloads = Object.entries(machines).map(([key, { dependsOn, ...machine }]): [string, WorkloadNode] => {
    const id = `ville/${key}`;
    return [id, { ...one, id, key, name: `ville-${key}`, ...machine, dependsOn: { ...one.dependsOn, ...dependsOn } }];
  });
  return { ...model, workloads: Object.fromEntries(workloads) };
}

export interface Failure {
  /** Elements that have failed, such as `site:mairie`. */
  readonly elements?: readonly string[];
  /** By key of the tenant’s machine; those that are not named run where they did. */
  readonly states?: Readonly<Record<string, Partial<WorkloadState>>>;
  /** What is down: `host:esx-mairie`, `machine:…`, `repository:…`, `site:…`. */
  readonly down?: readonly string[];
  /** Sides that serve no more: `donnees-mairie-1@mairie`. */
  readonly unserved?: readonly string[];
  /** Volumes that no side serves, though one is whole. */
  readonly refused?: readonly string[];
  /** Other answers of volumes. */
  readonly answers?: Readonly<Record<string, VolumeAnswer>>;
  /** Volumes of which no side is whole, though one is only kept from working. */
  readonly out?: readonly string[];
  /** Keys of workloads that no host can run. */
  readonly nowhere?: readonly string[];
  /** Those of them whose side that is left has missed writes. */
  readonly behind?: readonly string[];
  readonly joined?: boolean;
  readonly managed?: boolean;
  /** Of rows that are no workload, such as `machine:horloge`; of those that are not named 0. */
  readonly levels?: Readonly<Record<string, Level>>;
}

export function failureOf(
  model: Model,
  {
    elements = ['site:mairie'],
    states = {},
    down = [],
    unserved = [],
    refused = [],
    answers = {},
    out = [],
    nowhere = [],
    behind = [],
    joined = true,
    managed = true,
    levels = {},
  }: Failure,
): Snapshot {
  const up = (kind: string) => (key: string) => !down.includes(`${kind}:${key}`);
  return {
    scenario: { id: elements.join('+'), kind: 'single', elements, cut: [] },
    workload: (id) => {
      const workload = model.workloads[id];
      if (workload === undefined) throw new Error(`no ${id}`);
      const place = nowhere.includes(workload.key) ? {} : { place: workload.home };
      const state = { level: 0, own: 0, ...place, ...states[workload.key] } as const;
      return { ...state, level: states[workload.key]?.level ?? state.own, within: states[workload.key]?.within ?? state.own };
    },
    machine: up('machine'),
    host: up('host'),
    site: up('site'),
    repository: up('repository'),
    serves: (volume, site) => !unserved.includes(`${volume}@${site}`),
    volume: (volume) => (refused.includes(volume) ? 'refused' : out.includes(volume) ? 'out' : (answers[volume] ?? 'serves')),
    behind: (volume) => behind.includes(volume),
    joined,
    managed,
    access: () => true,
    gateway: () => true,
    users: () => 0,
    row: (id) => levels[id] ?? 0,
  };
}

/** Steps without where it is written how long they take: `steps.test.ts` holds that. */
export const bare = (steps: readonly Step[]): readonly Omit<Step, 'path' | 'on'>[] =>
  steps.map(({ path: _path, on: _on, ...step }) => step);

/** Hit by the loss of the town hall, and started at the other site. */
export const RESTARTED: Partial<WorkloadState> = { own: 1, cause: 'host', place: 'agglo' };

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Of the newest copy in the smallest estate: early one night, at the end of eight hours the next. */
export const AGE = 32 * HOUR;

/** HA notices (20 s), starts one wave (60 s), boot and start (60 s each), routing (10 s). */
export const ONE_WAVE = 20 + 60 + 60 + 60 + 10;
