/** `cordee rehearse`: every stack deployed from nothing on simulators, changed, and thrown away. */
import { statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { release } from '../lab/claim';
import { clean } from '../lab/clean';
import { labFolder } from '../lab/folder';
import type { ProviderSources } from '../lab/providers';
import { rehearse } from '../lab/rehearse/rehearse';
import { verdict } from '../lab/rehearse/verdict';
import { reach } from '../lab/say';
import { stoppable, untilStopped } from '../lab/until-stopped';
import type { FormatFlags } from '../options';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';
import type { LabUpFlags } from './lab';

export interface RehearseFlags extends LabUpFlags, FormatFlags {
  readonly keep: boolean;
  readonly only?: readonly string[];
  readonly parallel: number;
  /** File that the record is written to as well. */
  readonly record?: string;
}

export const runRehearse = (flags: RehearseFlags, sources: ProviderSources, shell: Shell): Promise<number> =>
  stoppable(shell, () => rehearsal(flags, sources, shell));

async function rehearsal(flags: RehearseFlags, sources: ProviderSources, shell: Shell): Promise<number> {
  const { labs, asOf, recovery, provider, only, parallel, keep, format } = flags;
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const lab = labFolder(labs, environment.name);
  if (flags.record !== undefined) refuseUnwritable(flags.record);
  const wanted = { ...(provider === undefined ? {} : { provider }), ...(only === undefined ? {} : { only }) };
  const options = { environment, labs, asOf, recovery, sources, parallel, keep, ...wanted };
  const away = async (): Promise<void> => {
    await clean(lab);
  };
  // JSON is one document; what goes on is told on standard error then.
  const said: Shell = format === 'json' ? { ...shell, print: shell.printError } : shell;
  const result = await untilStopped((begun) => rehearse(options, said, begun), away);
  if (result === undefined) {
    await away();
    return 1;
  }
  const { record, code } = result;
  const text = `${JSON.stringify(record, null, 2)}\n`;
  if (flags.record !== undefined) writeFileSync(flags.record, text);
  if (format === 'json') shell.print(text.trimEnd());
  else for (const line of verdict(record)) shell.print(line);
  if (!keep) await away();
  else {
    release(lab);
    said.print(`the lab stays: . ${shell.shortPath(lab.root)}env.sh; away with it: cordee lab down ${reach(flags.environment, labs)}`);
  }
  return code;
}

/** Said before minutes have passed. */
function refuseUnwritable(record: string): void {
  const folder = dirname(resolve(record));
  const is = statSync(folder, { throwIfNoEntry: false });
  if (is?.isDirectory() !== true)
    throw new UsageError(`--record names \`${record}\`, and ${folder} is no folder`, 'make it first, or name another file');
  if (statSync(record, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`--record names \`${record}\`, which is a folder`, 'name a file in it');
}
