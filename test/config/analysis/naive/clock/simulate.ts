/**
 * Section 12, played: from one moment at which something may happen to the next, everything that then happens. Nothing is worked out ahead, and
 * where all wait for each other the play begins anew, with one who does not wait.
 */
import type { Model } from '../../../../../config/model/model';
import { nextOf, type Freed } from './circles';
import { type Acting, goOn, has } from './needs';
import { inOrder } from './line';
import type { Thing } from './hit';
import type { Line, World } from './world';

/** Moment from which each works; 0 where it was never interrupted. What nothing brings back is not in it. */
export type Works = ReadonlyMap<string, number>;

export function simulate(model: Model, world: World, reaction: number): Works {
  const freed: Freed = new Map();
  for (;;) {
    const works = play(model, world, reaction, freed);
    const circle = nextOf(model, world, works);
    if (circle === undefined) return works;
    freed.set(circle.first, circle.others);
  }
}

/** Something has happened. */
function note(map: Map<string, number>, id: string, moment: number): true {
  map.set(id, moment);
  return true;
}

function play(model: Model, world: World, reaction: number, freed: Freed): Works {
  const { ha, operator } = model.estate.assumptions;
  const { things, lines, masters, startable, restored, restoring } = world;
  const acting: Acting = { world, freed, byHand: reaction + operator.start };
  const works = new Map<string, number>();
  const agenda = new Set([0, reaction, reaction + operator.start, ha.retry, ...startable.values()]);
  const at = (moment: number): number => {
    agenda.add(moment);
    return moment;
  };
  const on = new Map<string, number>();
  const turnEnds = new Map<string, number>();
  const late = new Map<string, number>();
  const lineFree = new Map(lines.map((line) => [line, 0]));
  const woken = new Set<Line>();
  /** When each priority began that has, the highest first. */
  const began = new Map(masters.map((master) => [master, [] as number[]]));
  const hand = new Map<string, number>();
  const failedStart = new Set<string>();
  let gaveUp = false;
  let personFree = 0;
  let started = 0;
  for (const { id, way } of things.values()) if (way === 'by-hand') hand.set(id, reaction);

  const isOn = (id: string, now: number): boolean => (on.get(id) ?? Infinity) <= now;
  /** Started by somebody or something, and so waited for. */
  const isStarted = (id: string): boolean => ['ha', 'refused', 'by-hand'].includes(things.get(id)!.way);

  const priorities = (now: number): boolean =>
    masters.some((master) => {
      const moments = began.get(master)!;
      const last = moments.at(-1);
      if (moments.length === master.priorities.length || now < master.first) return false;
      const waits =
        last !== undefined && now < last + master.patience && !master.priorities[moments.length - 1]!.every((id) => isOn(id, now));
      if (waits) return false;
      at(now + master.patience);
      return moments.push(now) > 0;
    });
  const hasTurn = (id: string): boolean =>
    masters.some((master) => master.priorities.some((some, position) => position < began.get(master)!.length && some.includes(id)));

  const waves = (now: number): boolean =>
    lines.some((line) => {
      const ready = line.ids.filter((id) => !turnEnds.has(id) && startable.get(id)! <= now && hasTurn(id));
      if (lineFree.get(line)! > now || ready.length === 0) return false;
      if (line.wakes > 0 && !woken.has(line)) {
        woken.add(line);
        lineFree.set(line, at(now + line.wakes));
        return true;
      }
      const ends = at(now + ha.startTime);
      for (const id of ready.slice(0, line.width)) turnEnds.set(id, ends);
      lineFree.set(line, ends);
      return true;
    });

  const powering = (now: number): boolean =>
    [...turnEnds].some(([id, ends]) => {
      if (gaveUp || on.has(id) || ends > now) return false;
      if (late.has(id)) return late.get(id)! <= now && note(on, id, now);
      const { dependsOn, cluster } = things.get(id)!;
      const needed = [...dependsOn.all, ...dependsOn.order].filter((other) => isStarted(other) && things.get(other)!.cluster === cluster);
      if (!needed.every((other) => isOn(other, now))) return false;
      if (ends === now) on.set(id, now);
      else late.set(id, at(now + ha.startTime));
      return true;
    });

  const givingUp = (now: number): boolean => {
    if (gaveUp || now < ha.retry) return false;
    gaveUp = true;
    for (const [id, from] of startable) if (!isOn(id, now)) hand.set(id, at(Math.max(from, reaction, ha.retry)));
    return true;
  };

  const byHand = (now: number): boolean => {
    if (personFree > now) return false;
    const line = inOrder(model, [...hand.keys()]);
    const last = (id: string): number =>
      (things.get(id)!.way === 'refused' ? 2 : 0) + (model.workloads[id]!.provides.includes('vcenter') ? 0 : 1);
    const [next] = line.filter((id) => hand.get(id)! <= now).sort((a, b) => last(a) - last(b));
    if (next === undefined) return false;
    hand.delete(next);
    personFree = at(now + (started === 0 ? operator.start : operator.each));
    started += 1;
    on.set(next, personFree);
    return true;
  };

  /** When its system is up. */
  const upAt = ({ id, way, boot, start }: Thing): number =>
    way === 'restore' ? restoring + restored.get(id)!.works - start : (on.get(id) ?? Infinity) + boot;
  const isDirector = (id: string): boolean => model.workloads[id]?.provides.includes('backup-director') === true;

  const running = (now: number): boolean => {
    const on = goOn(acting, works, now);
    for (const id of on) works.set(id, now);
    return on.length > 0;
  };

  const services = (now: number): boolean =>
    [...things.values()].some((thing) => {
      const { id, way, start } = thing;
      if (works.has(id) || way === 'never' || way === 'goes-on') return false;
      const up = upAt(thing);
      if (up > now) {
        if (up !== Infinity) at(up);
        return false;
      }
      if (way === 'restore' && isDirector(id)) return note(works, id, at(up + start));
      if (failedStart.has(id)) {
        if (now < reaction || !has({ ...acting, byHand: reaction }, works, thing, now)) return false;
        return note(works, id, at(now + operator.start + start));
      }
      return has(acting, works, thing, now) && note(works, id, at(now + start));
    });

  const failing = (now: number): boolean =>
    [...things.values()].some((thing) => {
      const { id, way, retries } = thing;
      if (retries || way === 'goes-on' || way === 'restore' || works.has(id) || failedStart.has(id) || upAt(thing) > now) return false;
      failedStart.add(id);
      return true;
    });

  const happening = [powering, priorities, waves, running, services, givingUp, byHand, failing];
  for (let now = 0; now !== Infinity; now = Math.min(...[...agenda].filter((moment) => moment > now)))
    while (happening.some((happens) => happens(now)));
  return works;
}
