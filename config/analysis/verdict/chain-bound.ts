/** Why a physical machine is down, or seats are missing, after one failure. */
import { inOrder, type Model } from '../../model/model';
import { RESTORABLE } from '../levels';
import type { Snapshot } from '../snapshot';
import { causeOf } from './chain';
import { worstDependency } from './chain-needs';
import type { Link } from './link';

/** Session hosts that are named one by one; the others are counted. */
const SHOWN = 3;

export function machineLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const machine = model.machines[key];
  if (machine === undefined) return [];
  const path = `machines.${key}`;
  const down = (at: string, says: string): readonly Link[] => [{ path: at, says: `\`${key}\` is one of a kind, and ${says}` }];
  if (snapshot.scenario.elements.includes(`machine:${key}`)) return down(path, 'has failed itself');
  if (!snapshot.site(machine.site)) return down(`${path}.site`, `stands at \`${machine.site}\`, which is down`);
  if (!snapshot.machine(key)) return down(`${path}.room`, `its room \`${machine.room}\` is down, or all its feeds are`);
  const needed = worstDependency(model, snapshot, { id: `machines/${key}`, path, dependsOn: machine.dependsOn });
  if (needed === undefined) return [{ path: `${path}.site`, says: `\`${key}\` is up, and no router is left on the way to it` }];
  return [needed.link, ...(needed.cut ? [] : causeOf(model, snapshot, needed.id))];
}

export function seatLinks(model: Model, snapshot: Snapshot, key: string): readonly Link[] {
  const desktop = model.desktops[key];
  if (desktop === undefined) return [];
  const { brokers, sessionHosts, minimumSeats } = desktop;
  const isUsable = (id: string): boolean => snapshot.workload(id).level < RESTORABLE;
  const [broker] = brokers;
  if (broker !== undefined && !brokers.some(isUsable))
    return [
      { path: `desktops.${key}.brokers`, says: `no broker of \`${key}\` is left: ${named(brokers)}` },
      ...causeOf(model, snapshot, broker),
    ];
  const all = inOrder(sessionHosts);
  const lost = all.filter(([id]) => !isUsable(id)).map(([id]) => id);
  const seats = all.reduce((sum, [id, carried]) => (isUsable(id) ? sum + carried.seats : sum), 0);
  // The one that is worst says most.
  const [worst] = [...lost].sort((a, b) => snapshot.workload(b).level - snapshot.workload(a).level);
  return [
    {
      path: `desktops.${key}.minimumSeats`,
      says: `\`${key}\` keeps ${String(seats)} seats, and ${String(minimumSeats)} must be left${lost.length === 0 ? '' : `: ${named(lost)} ${lost.length === 1 ? 'does' : 'do'} not work`}`,
    },
    ...(worst === undefined ? [] : causeOf(model, snapshot, worst)),
  ];
}

const named = (ids: readonly string[]): string => {
  const more = ids.length - SHOWN;
  const shown = ids.slice(0, more <= 1 ? ids.length : SHOWN).map((id) => `\`${id}\``);
  return more <= 1 ? shown.join(', ') : `${shown.join(', ')} and ${String(more)} more`;
};
