/** Seats that the loss of a site leaves to each desktop pool, also with one further host lost. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { figure } from '../claim';
import { footprint } from '../survival/room';
import { hostLosses, hostsLeft, type Loss, runningWithout, siteLosses } from './left';
import { measure, type Measure } from './measure';

export function seatMeasures(model: Model): readonly Measure[] {
  const known = new Map<string, ReadonlySet<string>>();
  const fittingIn = (cluster: string, loss: Loss): ReadonlySet<string> => {
    const key = `${cluster} ${loss.scenario}`;
    const fitting = known.get(key) ?? new Set(fittingWithout(model, cluster, loss));
    known.set(key, fitting);
    return fitting;
  };
  return inOrder(model.desktops).flatMap(([key, { sessionHosts, minimumSeats }]) => {
    const clusters = [...new Set(Object.keys(sessionHosts).flatMap((id) => model.workloads[id]?.cluster ?? []))].sort();
    const losses: readonly Loss[] = [...siteLosses(model), ...clusters.flatMap((cluster) => hostLosses(model, cluster))];
    return losses.map((loss) => {
      const fits = (id: string): boolean => fittingIn(model.workloads[id]?.cluster ?? '', loss).has(id);
      const seats = inOrder(sessionHosts).reduce((sum, [id, host]) => (fits(id) ? sum + host.seats : sum), 0);
      return measure({
        resource: 'seats',
        subject: `desktops.${key}`,
        scenario: loss.scenario,
        of: key,
        what: `seats of \`${key}\` without \`${loss.site}\`${loss.host === undefined ? '' : ` and \`${loss.host}\``}`,
        needed: figure(minimumSeats, 'seats', 'declared'),
        limit: figure(seats, 'seats', 'estimated'),
      });
    });
  });
}

/** Ids of the workloads of a cluster that find memory: what was not hit first, then by restart priority, then by id (README, section 6). */
function fittingWithout(model: Model, cluster: string, loss: Loss): readonly string[] {
  const running = runningWithout(model, cluster, loss.site);
  const hostLost = loss.host !== undefined && model.hosts[loss.host]?.cluster === cluster;
  const intact = running.filter(({ home }) => home !== loss.site && !hostLost);
  const hit = running.filter((workload) => !intact.includes(workload));
  const rank = ({ restartPriority }: WorkloadNode): number => RESTART_PRIORITIES.indexOf(restartPriority);
  let left = hostsLeft(model, cluster, loss).memory - intact.reduce((sum, workload) => sum + footprint(model, workload), 0);
  const started = [...hit]
    .sort((a, b) => rank(a) - rank(b))
    .filter((workload) => {
      const needed = footprint(model, workload);
      if (needed > left) return false;
      left -= needed;
      return true;
    });
  return [...intact, ...started].map(({ id }) => id);
}
