/** The datastore on a volume, by the tool that asks vCenter. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { goTool } from '../go-tool';
import { UsageError } from '../usage-error';
import type { Environment } from './datacore/settings';

export interface VmfsReport {
  /** Name of the datastore; null where none lies on the device. */
  readonly datastore: string | null;
  readonly hosts: readonly string[];
  readonly beforeMib: number;
  readonly afterMib: number;
}

/** `expand` makes the datastore fill its device; `show` only reads. Throws a `UsageError` with what vCenter or the tool said. */
export type Vmfs = (deed: 'expand' | 'show', device: string) => Promise<VmfsReport>;

/** The tool, or in words why there is none here. */
export async function vmfsTool(environment: Environment, progress: (line: string) => void): Promise<Vmfs | string> {
  if ((environment['VSPHERE_SERVER'] ?? '') === '') return 'VSPHERE_SERVER is not set';
  let path = '';
  try {
    path = await goTool('vmfs', progress);
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')[0] ?? error.message;
    throw error;
  }
  return async (deed, device) => reportIn(await call(path, deed, device, environment, progress), device);
}

/** What the tool needs: nothing of the storage’s credentials. */
const HANDED_ON = /^(PATH|HOME|TMPDIR|SSL_CERT_FILE|SSL_CERT_DIR|VSPHERE_.*)$/;

async function call(path: string, deed: string, device: string, environment: Environment, note: (line: string) => void): Promise<string> {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => HANDED_ON.test(name)));
  try {
    const { stdout, stderr } = await promisify(execFile)(path, [deed, '--device', device], { env });
    for (const line of linesOf(stderr)) note(`  = ${line}`);
    return stdout;
  } catch (error) {
    const said = linesOf(error instanceof Error && 'stderr' in error ? String(error.stderr) : '').at(-1);
    throw new UsageError(
      `the datastore on ${device} was not reached: ${said ?? 'the VMFS tool gave no reason'}`,
      'the volume is as it should be; apply again when vCenter answers',
    );
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^cordee-vmfs: /, '').trim())
    .filter((line) => line !== '');

function reportIn(text: string, device: string): VmfsReport {
  try {
    return JSON.parse(text) as VmfsReport;
  } catch {
    throw new UsageError(`the VMFS tool answered no JSON for ${device}`, 'build it anew: remove .cordee/bin in the project');
  }
}
