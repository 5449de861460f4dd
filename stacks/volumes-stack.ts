/** DataCore virtual disks. Nothing of vSphere: the applier makes them and writes the facts that the storage stack reads. */
import type { Construct } from 'constructs';
import { inOrder, type Model } from '../config/model/model';
import type { Volume } from '../config/model/volume';
import { Consents } from '../config/register/consents';
import { VirtualDisk, type VolumePool } from '../constructs/storage/volume';
import { BaseStack, estateMark } from './base-stack';

export class VolumesStack extends BaseStack {
  constructor(scope: Construct, model: Model) {
    super(scope, 'volumes', model);
    const hosts = inOrder(model.hosts).map(([, host]) => ({ name: host.name, iqn: host.iqn }));
    const consents = new Consents(model.approvals, undefined);
    for (const [key, volume] of inOrder(model.volumes)) {
      const policy = model['snapshot-policies'][volume.snapshots ?? ''];
      const snapshots = policy === undefined ? {} : { snapshots: { every: policy.every, keep: policy.keep } };
      const reach = { storage: model.storage, estate: estateMark(model), facts: this.facts };
      // Whether it has ended is judged when it is applied: a date changes nothing that is written.
      const approval = volume.mirrored ? undefined : consents.to('unmirror', `volume/${key}`);
      const consent = approval === undefined ? {} : { approval };
      new VirtualDisk(this, key, { key, volume, pools: poolsOf(model, volume), hosts, ...reach, ...snapshots, ...consent });
    }
  }
}

/** Where its copies lie, in the order of the servers’ keys. */
export const poolsOf = (model: Model, volume: Volume): VolumePool[] =>
  inOrder(volume.pools).flatMap(([key, tier]) => {
    const server = model['storage-servers'][key];
    const pool = Object.values(server?.pools ?? {}).find((candidate) => candidate.tier === tier);
    return server === undefined || pool === undefined
      ? []
      : [{ server: server.hostName, management: server.management, pool: pool.name, site: server.site }];
  });
