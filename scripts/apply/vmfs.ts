/** LUNs and the datastores on them as vCenter sees them, by the tool that asks it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { goTool } from '../go-tool';
import { UsageError } from '../usage-error';
import type { Environment } from './datacore/settings';
import { withLock } from './lock';
import { flag, fitting, list, nullable, record, type Shape, type Shaped, text, whole } from './shape';

const MOST = Number.MAX_SAFE_INTEGER;
const SIGHT = record({
  name: text(),
  /** As vCenter says it, `connected`; `missing` where it has no such host. */
  state: text(),
  sees: flag,
});
const REPORT = record({
  /** Which vCenter answered, by the name that it gave itself. */
  vcenter: text(),
  /** The hosts asked about. */
  asked: list(SIGHT),
  /** Name of the datastore; null where vCenter knows of none on the device. */
  datastore: nullable(text()),
  hosts: list(text()),
  /** Those of them that could not be asked, as vCenter says it. */
  away: list(record({ name: text(), state: text() })),
  beforeMib: whole(0, MOST),
  afterMib: whole(0, MOST),
});
const SIGHTS = record({ hosts: list(SIGHT) });
const FILES = record({
  /** Null where vCenter has no datastore of that name. */
  datastore: nullable(text()),
  count: whole(0, MOST),
  /** The first names, as folder/name. */
  first: list(text()),
});
export type DatastoreFiles = Shaped<typeof FILES>;
export type VmfsReport = Shaped<typeof REPORT>;
export type HostSight = Shaped<typeof SIGHT>;

/** Each throws a `UsageError` with what vCenter or the tool said. */
export interface Vmfs {
  /** Only reads. `hosts` are those that the device is served to: what they show says whether this vCenter can know. */
  readonly show: (device: string, hosts: readonly string[]) => Promise<VmfsReport>;
  /** Makes the datastore fill its device. */
  readonly expand: (device: string, hosts: readonly string[]) => Promise<VmfsReport>;
  /** Lets the hosts look for the device, and reads whether they see it. */
  readonly rescan: (device: string, hosts: readonly string[]) => Promise<readonly HostSight[]>;
  /** Files on a datastore, by its name, without what hosts keep there by themselves. Only reads. */
  readonly files: (datastore: string) => Promise<DatastoreFiles>;
}

/** The tool, or in words why there is none here. `lock` is the path under which only one process at a time builds it. */
export async function vmfsTool(environment: Environment, lock: string, progress: (line: string) => void): Promise<Vmfs | string> {
  const missing = ['VSPHERE_SERVER', 'VSPHERE_USER', 'VSPHERE_PASSWORD'].find((name) => (environment[name] ?? '') === '');
  if (missing !== undefined) return `${missing} is not set`;
  let path = '';
  try {
    path = await withLock(lock, () => goTool('vmfs', progress));
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')[0] ?? error.message;
    throw error;
  }
  return vmfsAt(path, environment, progress);
}

export function vmfsAt(path: string, environment: Environment, progress: (line: string) => void): Vmfs {
  const asked = async <T>(shape: Shape<T>, words: readonly string[], what: string): Promise<T> =>
    answerIn(shape, await call(path, words, what, environment, progress), words.join(' '));
  return {
    show: (device, hosts) => asked(REPORT, ['show', ...wordsOf(device, hosts)], `the datastore on ${device} was not read`),
    expand: (device, hosts) => asked(REPORT, ['expand', ...wordsOf(device, hosts)], `the datastore on ${device} was not expanded`),
    rescan: async (device, hosts) => (await asked(SIGHTS, ['rescan', ...wordsOf(device, hosts)], 'the hosts were not rescanned')).hosts,
    files: (datastore) => asked(FILES, ['files', '--datastore', datastore], `the files on datastore ${datastore} were not listed`),
  };
}

const wordsOf = (device: string, hosts: readonly string[]): readonly string[] => [
  ...['--device', device],
  ...hosts.flatMap((host) => ['--host', host]),
];

/** What the tool needs: nothing of the storage’s credentials. */
const HANDED_ON = /^(PATH|HOME|TMPDIR|SSL_CERT_FILE|SSL_CERT_DIR|VSPHERE_.*)$/;

async function call(
  path: string,
  words: readonly string[],
  what: string,
  environment: Environment,
  note: (line: string) => void,
): Promise<string> {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => HANDED_ON.test(name)));
  try {
    const { stdout, stderr } = await promisify(execFile)(path, [...words], { env });
    for (const line of linesOf(stderr)) note(`  = ${line}`);
    return stdout;
  } catch (error) {
    const said = linesOf(typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '').at(-1);
    throw new UsageError(
      `${what}: ${said ?? 'the VMFS tool gave no reason'}`,
      words[0] === 'files'
        ? 'nothing was changed; apply again when vCenter answers'
        : 'the volume is as it should be; apply again when vCenter answers',
    );
  }
}

const linesOf = (printed: string): string[] =>
  printed
    .split('\n')
    .map((line) => line.replace(/^cordee-vmfs: /, '').trim())
    .filter((line) => line !== '');

/** The tool is built from the sources beside: what it answers fits, unless it is another program. */
function answerIn<T>(shape: Shape<T>, printed: string, words: string): T {
  const remedy = 'it is not the tool of this version: remove .cordee/bin in the project, and apply again';
  let answer: unknown;
  try {
    answer = JSON.parse(printed);
  } catch {
    throw new UsageError(`the VMFS tool answers no JSON to \`${words}\``, remedy);
  }
  return fitting(
    shape,
    answer,
    ({ at, shown, allowed }) =>
      new UsageError(`the VMFS tool answers ${shown}${at === '' ? '' : ` at \`${at}\``} to \`${words}\`; allowed: ${allowed}`, remedy),
  );
}
