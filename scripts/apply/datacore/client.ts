/** Typed client of the SANsymphony REST service: only what the estate uses, and only what is published. */
import { hosts, ports } from './hosts';
import { logicalUnits } from './logical-units';
import { restService } from './rest';
import type { Reach } from './routes';
import { pools, serverGroups, servers } from './servers';
import type { DataCoreSettings } from './settings';
import { logicalDisks, snapshots } from './snapshots';
import { virtualDisks } from './virtual-disks';

export function dataCore(settings: DataCoreSettings, reach: Reach) {
  const rest = restService(settings, reach);
  return {
    serverGroups: serverGroups(rest),
    servers: servers(rest),
    pools: pools(rest),
    virtualDisks: virtualDisks(rest),
    logicalUnits: logicalUnits(rest),
    hosts: hosts(rest),
    ports: ports(rest),
    snapshots: snapshots(rest),
    logicalDisks: logicalDisks(rest),
  };
}

export type DataCore = ReturnType<typeof dataCore>;
