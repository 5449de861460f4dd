/** After a volume grew: the datastore on it is made to fill it. */
import { format } from '../../config/model/quantities';
import { byTool, type ManualStep } from './manual-steps';
import type { Vmfs } from './vmfs';

/** Undefined when it is done and was read back; else what a person has to do. `vmfs` is the tool, or in words why it is not here. */
export async function fillDatastore(
  volume: string,
  device: string,
  vmfs: Vmfs | string,
  say: (line: string) => void,
): Promise<ManualStep | undefined> {
  if (typeof vmfs === 'string') {
    const click = `in vCenter, rescan the storage of every host, then Datastore on ${device} > Configure > General > Increase`;
    return { id: 'vmfs-grow', text: `${click}; ${byTool(volume)}; it was not verified: ${vmfs}` };
  }
  const { datastore, beforeMib, afterMib } = await vmfs.expand(device);
  if (datastore === null) say(`  = no datastore lies on ${device}`);
  else if (beforeMib === afterMib) say(`  = datastore ${datastore} fills it: ${format('size', afterMib)}`);
  else say(`  ~ datastore ${datastore}: ${format('size', beforeMib)} -> ${format('size', afterMib)}`);
  return undefined;
}
