/** Before a datastore leaves: the provider destroys it with everything on it, also with what no state knows. */
import { UsageError } from '../usage-error';
import type { Vmfs } from './vmfs';

/** `tool` is the tool, or in words why it is not here. Throws a `UsageError` while a file of somebody is on the datastore, or nobody can see whether. */
export async function refuseFiles(name: string, tool: Vmfs | string): Promise<void> {
  const stays = (why: string, remedy: string): UsageError => new UsageError(`\`datastore/${name}\` stays: ${why}`, remedy);
  if (typeof tool === 'string')
    throw stays(
      `whether files remain on it could not be seen: ${tool}`,
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed)',
    );
  const { datastore, count, first } = await tool.files(name);
  if (datastore === null)
    throw stays(
      'vCenter has no datastore of that name',
      'was it renamed? Name it as before, so that its files can be looked at; then apply again',
    );
  if (count === 0) return;
  const more = count > first.length ? ` and ${String(count - first.length)} more` : '';
  throw stays(
    `${count === 1 ? '1 file is' : `${String(count)} files are`} on it: ${first.join(', ')}${more}`,
    'they would be destroyed with it (a removed machine leaves the disks that `keep_on_remove` keeps): move what is needed, delete the rest in vCenter, then apply again',
  );
}
