/** What became of each machine and each volume in the lab when a site was lost. */
import type { SiteOutcome, StorageStatus, VcenterStatus } from '../../control';
import { type Fates, goesOn, ONE_COPY, OUT_OF_REACH, restarts, STAYS_OFF, WHOLE } from './fates';

export function machineFates({ restarted }: SiteOutcome, { machines }: VcenterStatus): Fates['machines'] {
  const again = new Set(restarted.map(({ machine }) => machine));
  const real = machines.filter(({ template }) => template !== true);
  return new Map(
    real.map(({ name, site, power }) => [name, power !== 'poweredOn' ? STAYS_OFF : again.has(name) ? restarts(site) : goesOn(site)]),
  );
}

/** As the simulated DataCore says it → as it is told. */
const VOLUME_FATES: Readonly<Record<string, string>> = { Offline: OUT_OF_REACH, 'Path down': ONE_COPY, Healthy: WHOLE };

export const volumeFates = ({ disks }: StorageStatus): Fates['volumes'] =>
  new Map(disks.map(({ name, status }) => [name, VOLUME_FATES[status] ?? status]));
