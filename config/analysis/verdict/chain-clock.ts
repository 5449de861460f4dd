/** What takes longest until a workload is back, and how old the copy is that it comes back from. */
import { ageOf } from '../../model/backup-windows';
import type { Model, WorkloadNode } from '../../model/model';
import { recovery, type Recovery } from '../clock';
import { RESTORABLE } from '../levels';
import type { Snapshot } from '../snapshot';
import type { Link } from './link';

/** A failure is worked out once, however many workloads it makes late. */
const known = new WeakMap<Snapshot, (workload: string) => Recovery>();

export interface Longest {
  readonly links: readonly Link[];
  /** The dependency that it waits for, where that is what takes longest. */
  readonly waitsFor?: string;
}

/** Of a workload, or of a physical machine that waits for one. Undefined where it was not interrupted. */
export function longestStep(model: Model, snapshot: Snapshot, workload: string): Longest | undefined {
  const node = model.workloads[workload];
  const recover = known.get(snapshot) ?? recovery(model, snapshot);
  known.set(snapshot, recover);
  const recovered = recover(workload);
  const [longest] = [...recovered.steps].sort((a, b) => b.seconds - a.seconds);
  if (longest === undefined) return undefined;
  const { path, on: waitsFor } = longest;
  return {
    links: [
      ...(node !== undefined && snapshot.workload(workload).own === RESTORABLE ? copyLinks(model, node, recovered) : []),
      { path, says: `what takes \`${workload}\` longest: ${longest.what}`, seconds: longest.seconds, about: 'time' },
    ],
    ...(waitsFor === undefined ? {} : { waitsFor }),
  };
}

function copyLinks(model: Model, { id, backup }: WorkloadNode, { from }: Recovery): readonly Link[] {
  if (from === undefined) return [];
  const { repository, offline, maxAge } = from;
  const described = model['backup-classes'][backup];
  const age = described === undefined ? 0 : ageOf(described);
  const made = `backup-classes.${backup}.${age > (described?.rpo ?? 0) ? 'window' : 'rpo'}`;
  return [
    {
      // What makes it old: how seldom copies are made, or carried away.
      path: offline !== undefined && maxAge > 2 * age ? `repositories.${repository}.offline.every` : made,
      says: `\`${id}\` comes back from the copy on \`${repository}\`, which may be as old as`,
      seconds: maxAge,
      about: 'data',
    },
  ];
}
