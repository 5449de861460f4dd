/** What stands around when a failure has come: lines of HA, the line of whoever starts by hand, and what restores bring. */
import { RESTART_PRIORITIES } from '../../../../../config/model/common';
import { hostUp } from '../equipment';
import type { Judged } from '../evaluate';
import { hostsOf } from '../hosts';
import { carried, together } from '../sides';
import type { Situation } from '../situation';
import { decidedAt, noticedAt, type Thing, thingsOf } from './hit';
import { inOrder } from './line';
import { type Restored, restored } from './restores';

export interface World {
  readonly things: ReadonlyMap<string, Thing>;
  readonly restored: ReadonlyMap<string, Restored>;
  /** What HA starts in one cluster at one site. */
  readonly lines: readonly Line[];
  /** What one HA starts, of a cluster or of a side of it that hears no other. */
  readonly masters: readonly Master[];
  /** Moment from which HA could start it. */
  readonly startable: ReadonlyMap<string, number>;
  /** Moment from which restores run. */
  readonly restoring: number;
  readonly reaches: (from: string, to: string) => boolean;
}

export interface Line {
  /** First to last. */
  readonly ids: readonly string[];
  /** Machines of one wave. */
  readonly width: number;
  /** Seconds that sleeping hosts take, before the first wave. */
  readonly wakes: number;
}

export interface Master {
  /** Ids by restart priority, the highest first, with those that stay off whatever it does. */
  readonly priorities: readonly (readonly string[])[];
  readonly first: number;
  /** How long it waits for one priority. */
  readonly patience: number;
}

export function worldOf(now: Situation, judged: Judged, reaction: number): World {
  const { model } = now;
  const things = thingsOf(now, judged);
  const of = (way: Thing['way']): readonly string[] => [...things.values()].filter((thing) => thing.way === way).map(({ id }) => id);
  const startable = new Map<string, number>();
  for (const id of of('ha')) startable.set(id, noticedAt(now, judged, id));
  for (const id of of('refused')) startable.set(id, decidedAt(now, judged, reaction));
  const lines = new Map<string, string[]>();
  for (const id of inOrder(model, [...startable.keys()])) {
    const { cluster = '', place = '' } = things.get(id)!;
    lines.set(`${cluster} ${place}`, [...(lines.get(`${cluster} ${place}`) ?? []), id]);
  }
  const { intruder } = model.estate.assumptions;
  return {
    things,
    restored: restored(now, of('restore')),
    startable,
    lines: [...lines.values()].map((ids) => lineOf(now, things, ids)),
    masters: mastersOf(now, things, startable),
    restoring: reaction + (now.failed.has('intruder') ? intruder.containment + intruder.cleanBase : 0),
    reaches: (from, to) => {
      const [here, there] = [things.get(from)!.place, things.get(to)!.place];
      return here === undefined || there === undefined || together(now, here, there);
    },
  };
}

function mastersOf(now: Situation, things: World['things'], startable: World['startable']): readonly Master[] {
  const { model } = now;
  const scopeOf = ({ cluster = '', place = '' }: Thing): string => (carried(now, 'management') ? cluster : `${cluster} ${place}`);
  const scopes = new Map([...startable.keys()].map((id) => [scopeOf(things.get(id)!), things.get(id)!.cluster!]));
  return [...scopes].map(([scope, cluster]) => {
    const starts = (thing: Thing): boolean => startable.has(thing.id) && scopeOf(thing) === scope;
    const never = (thing: Thing): boolean => (thing.way === 'never' || thing.way === 'restore') && thing.cluster === cluster;
    const ids = [...things.values()].filter((thing) => starts(thing) || never(thing)).map(({ id }) => id);
    const priorities = RESTART_PRIORITIES.map((priority) => ids.filter((id) => model.workloads[id]!.restartPriority === priority));
    return {
      priorities: priorities.filter((some) => some.length > 0),
      first: Math.min(...ids.map((id) => startable.get(id) ?? Infinity)),
      patience: model.clusters[cluster]!.restartTimeout,
    };
  });
}

function lineOf(now: Situation, things: World['things'], ids: readonly string[]): Line {
  const { model } = now;
  const { cluster = '', place = '' } = things.get(ids[0]!)!;
  const { ha } = model.estate.assumptions;
  const up = hostsOf(now, cluster).filter((host) => model.hosts[host]!.site === place && hostUp(now, host));
  const memory = up.map((host) => model.hardware[model.hosts[host]!.hardware]!.memory ?? 0).sort((a, b) => a - b);
  const { dpm } = model.clusters[cluster]!;
  const kept = dpm?.automation === 'automated' ? (dpm.keepOn[place] ?? 0) : up.length;
  const room = memory.slice(0, kept).reduce((sum, size) => sum + Math.max(0, size - ha.hypervisorMemory), 0);
  const running = [...things.values()].filter((thing) => thing.way === 'goes-on' && thing.cluster === cluster && thing.place === place);
  const needed = [...ids, ...running.map(({ id }) => id)].reduce(
    (sum, id) => sum + model.workloads[id]!.memory * (1 + ha.memoryOverhead),
    0,
  );
  const asleep = kept < up.length && needed > room;
  return { ids, width: Math.max(1, up.length) * ha.startsPerHost, wakes: asleep ? ha.hostBoot : 0 };
}
