/**
 * A DataCore virtual disk, as two null resources. The identity says which disk it is and is never replaced; the settings say what it must
 * be, are replaced when that changes, and only ever *ensure*: growing cannot be expressed as delete and create.
 */
import { Resource } from '@cdktf/provider-null/lib/resource';
import { Construct } from 'constructs';
import type { Storage } from '../../config/model/storage';
import type { Volume } from '../../config/model/volume';
import { after, named, traced } from '../address';
import { launch } from '../launcher';

export interface VirtualDiskProps {
  readonly key: string;
  readonly volume: Volume;
  readonly storage: Storage;
  /** Pools by storage server: host name, management address and pool name. */
  readonly pools: readonly VolumePool[];
  /** Initiators that the volume is served to, by host name. */
  readonly hosts: readonly { readonly name: string; readonly iqn: string }[];
  readonly snapshots?: { readonly every: number; readonly keep: number };
  /** Consent to the loss of its mirror: part of the order, for the applier asks for it. */
  readonly approval?: object;
  /** Domain and environment, as `ville.example/minimal`: what marks the disk as this estate’s. */
  readonly estate: string;
  /** Path of the facts file, seen from the stack’s folder. */
  readonly facts: string;
}

export interface VolumePool {
  readonly server: string;
  readonly management: string;
  readonly pool: string;
  readonly site: string;
}

export class VirtualDisk extends Construct {
  constructor(scope: Construct, id: string, { key, volume, storage, pools, hosts, snapshots, approval, estate, facts }: VirtualDiskProps) {
    super(scope, id);
    traced(this, `volumes.${key}`);
    const endpoints = storage.rest.endpoints;
    const servers = pools.map(({ server, management }) => ({ server, management }));
    const where = { endpoints, servers, estate, facts };
    // What exists already is looked at and its LUN name written down; it is never changed. Nothing holds it: it may be looked at again.
    if (volume.existing) {
      const { inventoryName } = volume;
      const order = { name: key, ...(inventoryName === undefined ? {} : { inventoryName }) };
      named(new Resource(this, 'existing', launch('volume-identity', order, { ...where, existing: true })), key, 'existing');
      return;
    }
    // It runs nothing: a step that fails, or is interrupted, would leave it tainted, and Terraform would want to replace for ever what
    // `prevent_destroy` keeps. The settings look at the same disk, and they may fail.
    const identity = named(
      new Resource(this, 'identity', {
        triggers: launch('volume-identity', { name: key }, {}).triggers,
        lifecycle: { preventDestroy: true },
      }),
      key,
      'identity',
    );
    const settings = {
      name: key,
      serverGroup: storage.serverGroup,
      sizeMib: volume.size,
      mirrored: volume.mirrored,
      pools,
      preferred: volume.preferred,
      profile: volume.profile,
      lun: volume.lun,
      snapshots: snapshots ?? null,
      hosts,
      ...(approval === undefined ? {} : { approval }),
    };
    named(new Resource(this, 'settings', { ...launch('volume', settings, where), dependsOn: after(identity) }), key, 'settings');
  }
}
