/** What the survival proof knows of one scenario; the clock and the explanations start from it. */
import type { Level } from './levels';
import type { Scenario } from './scenarios';
import type { WorkloadNode } from '../model/model';

/** Why a workload may have been hit: where several apply, the one that is noticed last. */
export type Cause = 'host' | 'isolation' | 'storage' | 'data' | 'network';

export interface WorkloadState {
  /** What the failure does to it, its dependencies and the paths of its users counted. */
  readonly level: Level;
  /** What the failure does to itself alone. */
  readonly own: Level;
  /** What it does to itself and to what it needs: all but the paths of its users. */
  readonly within: Level;
  /** Site where it runs once HA has done its part, or comes back once somebody has; absent when no host can run it. */
  readonly place?: string;
  /** Absent: intact. */
  readonly cause?: Cause;
  /** Why it stays off although its data can be had. */
  readonly stays?: 'no-host' | 'no-reaction' | 'no-room';
}

/**
 * What the storage says of a volume. `gone`: destroyed on all sides. `out`: on one of them only kept from working, for a time. `taken`: deleted,
 * corrupted or encrypted on both sides.
 */
export type VolumeAnswer = 'serves' | 'gone' | 'out' | 'taken' | 'refused' | 'diverged' | 'unknown';

export interface Snapshot {
  readonly scenario: Scenario;
  readonly workload: (id: string) => WorkloadState;
  /** A physical machine is up. */
  readonly machine: (key: string) => boolean;
  /** A host is up. */
  readonly host: (key: string) => boolean;
  /** A site is up. */
  readonly site: (key: string) => boolean;
  /** A backup repository is up. */
  readonly repository: (key: string) => boolean;
  /** An access to the Internet is up. */
  readonly access: (key: string) => boolean;
  /** A gateway is up. */
  readonly gateway: (key: string) => boolean;
  /** What the way to it does to one kind of its users, where it runs. */
  readonly users: (workload: WorkloadNode, audience: WorkloadNode['serves'][number]) => Level;
  /** A side of a volume serves. */
  readonly serves: (volume: string, site: string) => boolean;
  readonly volume: (key: string) => VolumeAnswer;
  /** A volume is refused or out, and the side that is left has missed writes, or may have. */
  readonly behind: (volume: string) => boolean;
  /** Machines of one side reach those of the other. */
  readonly joined: boolean;
  /** Hosts of one side hear those of the other: HA is one. */
  readonly managed: boolean;
  /** Level of any other row, such as `use:office` or `premises:annexe`. */
  readonly row: (id: string) => Level;
}
