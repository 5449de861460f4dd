/** After a volume was served: its hosts look for it, and are asked whether they see it. */
import { UsageError } from '../usage-error';
import { blindHosts } from './host-sight';
import { byTool, type ManualStep } from './manual-steps';
import type { HostSight, Vmfs } from './vmfs';
import type { VolumeOrder } from './volume-order';

/** Undefined when every host was read to see it; else what a person has to do. `tool` is the tool, or in words why it is not here. */
export async function rescanHosts(
  { name, hosts }: Pick<VolumeOrder, 'name' | 'hosts'>,
  device: string,
  tool: Vmfs | string,
  say: (line: string) => void,
): Promise<ManualStep | undefined> {
  if (hosts.length === 0) return undefined;
  const names = hosts.map((host) => host.name);
  const step = (whose: readonly string[], why: string): ManualStep => {
    const click = `in vCenter, rescan the storage of ${whose.join(', ')} until each shows ${device}`;
    return { id: 'host-rescan', text: `${click}; ${byTool(name)}; it was not verified: ${why}` };
  };
  if (typeof tool === 'string') return step(names, tool);
  let seen: readonly HostSight[];
  try {
    seen = await tool.rescan(device, names);
  } catch (error) {
    // It endangers nothing: what comes next and needs the LUN says so.
    if (error instanceof UsageError) return step(names, error.message);
    throw error;
  }
  const blind = blindHosts(names, seen);
  if (blind.length === 0) {
    say(`  = rescanned: ${names.length === 1 ? `${names.join()} sees` : `${String(names.length)} hosts see`} ${device}`);
    return undefined;
  }
  return step(
    blind.map(({ host }) => host),
    blind.map(({ why }) => why).join('; '),
  );
}
