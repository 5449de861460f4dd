/** Memory and processors of each cluster after the loss of a site, and of one further host; and what HA’s admission control counts. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { hostsOf, siteShare } from '../../views';
import { figure } from '../claim';
import { footprint } from '../survival/room';
import { hostLosses, hostsLeft, type Loss, runningWithout, siteLosses, slowestClock } from './left';
import { measure, type Measure } from './measure';

export function computeMeasures(model: Model): readonly Measure[] {
  const clusters = inOrder(model.clusters).map(([key]) => key);
  return clusters
    .filter((cluster) => hostsOf(model, cluster).length > 0)
    .flatMap((cluster) => [...siteLosses(model).flatMap((loss) => withoutSite(model, cluster, loss)), admission(model, cluster)]);
}

/** Without a site all that runs must fit; without one more host, what promises to survive even that. */
function withoutSite(model: Model, cluster: string, loss: Loss): readonly Measure[] {
  const running = runningWithout(model, cluster, loss.site);
  const promised = running.filter((workload) => promisesNamed(model, workload));
  const further = promised.length === 0 ? [] : hostLosses(model, cluster).filter(({ site }) => site === loss.site);
  return [
    ...carried(model, cluster, loss, running, 'what runs'),
    ...further.flatMap((both) => carried(model, cluster, both, promised, 'what must run')),
  ];
}

/** Its class promises the named scenarios, the loss of a site and one further host among them. */
const promisesNamed = (model: Model, workload: WorkloadNode): boolean =>
  model.classes[workload.class]?.survives.includes('named-scenarios') === true;

function carried(model: Model, cluster: string, loss: Loss, workloads: readonly WorkloadNode[], who: string): readonly Measure[] {
  const left = hostsLeft(model, cluster, loss);
  const clock = slowestClock(model, cluster);
  const without = loss.host === undefined ? `\`${loss.site}\`` : `\`${loss.site}\` and \`${loss.host}\``;
  const common = { subject: `clusters.${cluster}`, scenario: loss.scenario, of: cluster };
  const cpu = workloads.reduce((sum, { cpus, cpuDemand }) => sum + cpus * cpuDemand * clock, 0);
  return [
    measure({
      ...common,
      resource: 'memory',
      what: `memory of ${who} in \`${cluster}\` without ${without}`,
      needed: figure(sum(workloads.map((workload) => footprint(model, workload))), 'MiB', 'estimated'),
      limit: figure(left.memory, 'MiB', 'estimated'),
    }),
    measure({
      ...common,
      resource: 'cpu',
      what: `processors for ${who} in \`${cluster}\` without ${without}`,
      needed: figure(cpu, 'MHz', 'computed'),
      limit: figure(left.cpu, 'MHz', 'computed'),
    }),
  ];
}

/** HA admits by reservations alone, up to what is not reserved for the loss of a site. It says nothing about what is configured. */
function admission(model: Model, cluster: string): Measure {
  const workloads = Object.values(model.workloads).filter((workload) => workload.cluster === cluster);
  const reserved = workloads.map((workload) => {
    const overhead = footprint(model, workload) - workload.memory;
    return (workload.memory * workload.memoryReservation) / 100 + overhead;
  });
  const free = 1 - siteShare(model, cluster, 'memory') / 100;
  return measure({
    resource: 'admission',
    subject: `clusters.${cluster}`,
    scenario: 'all',
    of: cluster,
    what: `memory reserved in \`${cluster}\`, against what admission control leaves`,
    needed: figure(sum(reserved), 'MiB', 'estimated'),
    limit: figure(hostsLeft(model, cluster).memory * free, 'MiB', 'estimated'),
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
