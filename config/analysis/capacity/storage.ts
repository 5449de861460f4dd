/** Operations and throughput of each pool, while all is well and when it is alone; and how long mirrors take to be whole again. */
import { inOrder, type Model } from '../../model/model';
import { datacenterSites } from '../../views';
import { figure } from '../claim';
import { demandOfVolumes } from '../survival/pools';
import { poolsOf } from '../survival/storage';
import { measure, type Measure } from './measure';

export function storageMeasures(model: Model): readonly Measure[] {
  const demand = demandOfVolumes(model);
  const pools = inOrder(model['storage-servers']).flatMap(([server, { pools }]) => inOrder(pools).map(([pool]) => ({ server, pool })));
  return [
    ...pools.flatMap(({ server, pool }) => [
      ...poolMeasures(model, demand, server, pool),
      ...datacenterSites(model)
        .filter((site) => site !== model['storage-servers'][server]?.site)
        .flatMap((site) => poolMeasures(model, demand, server, pool, site)),
    ]),
    ...datacenterSites(model).flatMap((site) => recovery(model, site)),
  ];
}

/** MiB/s of so many operations. */
export const throughputOf = (model: Model, iops: number): number => (iops * model.estate.assumptions.storage.blockSize) / 1024;

/** Operations per second by volume. */
type Demand = ReadonlyMap<string, number>;

/** `lost`: site whose servers no longer hold the other side. A pool writes through as soon as it serves one mirrored volume alone. */
function poolMeasures(model: Model, demand: Demand, server: string, pool: string, lost?: string): readonly Measure[] {
  const described = model['storage-servers'][server];
  const limits = described?.pools[pool];
  if (described === undefined || limits === undefined) return [];
  const volumes = inOrder(model.volumes).filter(([, { pools }]) => {
    const tier = pools[server];
    return tier !== undefined && poolsOf(model, server, tier).includes(pool);
  });
  const carried = volumes.map(([key, { pools, preferred, mirrored }]) => {
    const alone = !Object.keys(pools).some((other) => other !== server && model['storage-servers'][other]?.site !== lost);
    return { iops: alone || preferred === described.site ? (demand.get(key) ?? 0) : 0, writesThrough: alone && mirrored };
  });
  const iops = carried.reduce((sum, volume) => sum + volume.iops, 0);
  const through = carried.some(({ writesThrough }) => writesThrough);
  const common = {
    subject: `storage-servers.${server}.pools.${pool}`,
    scenario: lost === undefined ? 'all' : `site:${lost}`,
    of: `${server}/${pool}`,
  };
  const when = lost === undefined ? '' : ` without \`${lost}\``;
  return [
    measure({
      ...common,
      resource: 'iops',
      what: `operations of pool \`${pool}\` of \`${server}\`${when}`,
      needed: figure(iops, 'IO/s', 'computed'),
      limit: figure(through ? limits.writeThroughIops : limits.iops, 'IO/s', 'declared'),
    }),
    measure({
      ...common,
      resource: 'throughput',
      what: `throughput of pool \`${pool}\` of \`${server}\`${when}`,
      needed: figure(throughputOf(model, iops), 'MiB/s', 'estimated', 1),
      limit: figure(through ? limits.writeThroughThroughput : limits.throughput, 'MiB/s', 'declared'),
    }),
  ];
}

/** Once the site is back, the estate has one copy of its mirrored volumes for that long. */
function recovery(model: Model, site: string): readonly Measure[] {
  const sides = Object.values(model.volumes).filter(
    ({ mirrored, pools }) => mirrored && Object.keys(pools).some((server) => model['storage-servers'][server]?.site === site),
  );
  const size = sides.reduce((sum, volume) => sum + volume.size, 0);
  return [
    measure({
      resource: 'recovery',
      subject: 'storage.fullRecovery',
      scenario: `site:${site}`,
      of: 'mirrors',
      what: `time until all mirrors are whole again once \`${site}\` is back`,
      needed: figure(size / model.storage.fullRecovery, 's', 'computed'),
    }),
  ];
}
