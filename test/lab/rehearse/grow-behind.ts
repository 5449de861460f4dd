import { inOrder } from '../../../config/model/model';
import { dataCore, dataCoreSettings } from '../../../scripts/apply/storage-actions';
import type { Lab } from '../../../scripts/lab/up';

/** Makes a virtual disk larger behind everybody’s back. */
export async function growBehind({ environment, run, model }: Lab, name: string, mib: number): Promise<void> {
  const servers = inOrder(model['storage-servers']).map(([, { hostName, management }]) => ({ server: hostName, management }));
  const { virtualDisks } = dataCore(dataCoreSettings(environment), { endpoints: run.datacore.endpoints, servers });
  const disk = (await virtualDisks.list()).find((one) => one.name === name);
  await virtualDisks.resize(disk!, mib * 2 ** 20);
}
