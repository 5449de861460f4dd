/**
 * Datastores that were let go and are ours again. The state may have forgotten them, and making one formats its disk: they are imported,
 * which means nothing where the state has them, and fails where there is none.
 */
import type { Model } from '../config/model/model';
import { literal } from '../constructs/address';
import type { BaseStack } from './base-stack';

/** `keys`: those of the register; what is no datastore is made under a name that is taken, which vCenter refuses. */
export function importReturned(stack: BaseStack, model: Model, keys: readonly string[]): void {
  const back = keys.flatMap((key) => {
    const [kind, datastore = ''] = key.split('/');
    const entity = kind === 'datastore' ? model.datastores[datastore] : undefined;
    return entity === undefined ? [] : [{ datastore, host: entity.formattedBy }];
  });
  for (const { datastore } of back)
    stack.addOverride(`data.vsphere_datastore.${datastore}`, {
      name: literal(datastore),
      datacenter_id: '${data.vsphere_datacenter.estate.id}',
    });
  const blocks = back.map(({ datastore, host }) => ({
    to: `vsphere_vmfs_datastore.${datastore}`,
    id: `\${data.vsphere_datastore.${datastore}.id}:\${data.vsphere_host.${host}.id}`,
  }));
  if (blocks.length > 0) stack.addOverride('import', blocks);
}
