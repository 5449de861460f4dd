/** A VMFS datastore on the LUN that a volume became. Stateful. */
import { VmfsDatastore } from '@cdktf/provider-vsphere/lib/vmfs-datastore';
import { Construct } from 'constructs';
import type { Datastore } from '../../config/model/datastore';
import { named, traced } from '../address';
import type { Lookups } from '../lookups';

export interface VolumeDatastoreProps {
  readonly key: string;
  readonly datastore: Datastore;
  /** Name in vCenter of the host that formats it. */
  readonly hostName: string;
  readonly tagId: string;
  /** Path of the facts file, seen from the stack’s folder. */
  readonly facts: string;
  readonly lookups: Lookups;
}

export class VolumeDatastore extends Construct {
  constructor(scope: Construct, id: string, { key, datastore, hostName, tagId, facts, lookups }: VolumeDatastoreProps) {
    super(scope, id);
    traced(this, `datastores.${key}`);
    if (datastore.existing) {
      lookups.datastore(key);
      return;
    }
    const device = `try(jsondecode(file("\${path.module}/${facts}")).volumes["${datastore.volume}"].device, "")`;
    const vmfs = new VmfsDatastore(this, 'vmfs', {
      name: key,
      hostSystemId: lookups.host(datastore.formattedBy, hostName),
      // What only the storage knows: the applier writes it once the volume exists, and this reads it at plan time.
      disks: [`\${${device}}`],
      tags: [tagId],
      lifecycle: {
        preventDestroy: true,
        // Another host here would make the provider destroy the datastore and format it again.
        ignoreChanges: ['host_system_id'],
        precondition: [
          {
            condition: `\${${device} != ""}`,
            errorMessage: `Volume ${datastore.volume} has no LUN name yet: apply the stack "volumes" first; it writes the facts file that this stack reads. If that file was lost: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.${datastore.volume}_settings (_existing where it is described as existing).`,
          },
        ],
      },
    });
    named(vmfs, key);
  }
}
