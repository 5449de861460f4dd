import { ref } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';

export const datastoreKind = kind('datastore', 'datastores', 'A VMFS datastore on one volume, seen by all hosts.', {
  title: title(),
  existing: existing(),
  inventoryName: inventoryName(),
  volume: ref('volumes', 'Volume that it lies on.'),
  formattedBy: ref('hosts', 'Host that formats it; later changes of this field change nothing in vSphere.'),
});
export type Datastore = Entity<typeof datastoreKind>;
