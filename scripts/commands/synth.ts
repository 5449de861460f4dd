/** `cordee synth`: the Terraform of every stack, and everything that lies beside it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { REGISTER_FILE, renderRegister } from '../../config/register';
import { changedRegister, failed, judge, type Judged } from '../judge';
import { judgement } from '../judgement';
import { refuseLabCopy } from '../lab/outside';
import { Memory } from '../memory';
import { command } from '../next-command';
import { type Environment, findEnvironment } from '../read-estate';
import { remember, remembered } from '../remembered';
import { replaceFile } from '../replace-file';
import type { Shell } from '../shell';
import { statePlace } from '../state-place';
import { UsageError } from '../usage-error';
import { outputAt } from '../output-at';
import { OutputFolder } from '../output-folder';
import { renderTo, type StackSummary } from '../synth';
import { printFindings, printPending } from '../print-findings';

export interface SynthFlags {
  readonly environment: string;
  readonly asOf: string;
  readonly output: string;
  /** Default: `text`. */
  readonly format?: 'text' | 'json';
  /** Warnings stop too. Default: false. */
  readonly strict?: boolean;
  /** Refuses to change the register: for pipelines, where it must have been committed. Default: false. */
  readonly locked?: boolean;
  /** Begins the register of an estate that was never deployed. Default: false. */
  readonly newRegister?: boolean;
  /** Registers of the two branches that were merged. Default: no merge. */
  readonly mergedRegister?: readonly string[] | false;
  /** Register of the branch that this is to become part of. Default: none. */
  readonly against?: string;
}

export interface SynthResult {
  readonly judged: Judged;
  readonly stacks: readonly StackSummary[];
  /** Every file of the output, by its path below it. */
  readonly files: readonly string[];
  readonly written: number;
  readonly removed: number;
  readonly registerChanged: boolean;
}

export function runSynth(flags: SynthFlags, shell: Shell): number {
  refuseLabCopy(findEnvironment(flags.environment, shell.projectFolder).folder);
  const result = synthesize(flags, shell, flags.format === 'json' ? printStopped : undefined);
  if (result === undefined) return 1;
  const { stacks, files, written, removed, registerChanged, judged } = result;
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  if (flags.format === 'json') {
    shell.print(
      JSON.stringify(
        {
          ...judgement(judged, flags.strict ?? false),
          synthesized: true,
          output: flags.output,
          stacks: stacks.map(({ name, resources: number, dependencies }) => ({ name, resources: number, dependencies })),
          resources,
          files: files.length,
          written,
          removed,
          registerChanged,
        },
        null,
        2,
      ),
    );
    return 0;
  }
  shell.print(
    `${judged.environment.name}: ${String(stacks.length)} stacks, ${String(resources)} resources, ${String(files.length)} files in ${flags.output} (${String(written)} written, ${String(removed)} removed)`,
  );
  if (registerChanged) shell.print(`${REGISTER_FILE} changed: commit it`);
  return 0;
}

type SayStopped = (judged: Judged, flags: SynthFlags, shell: Shell) => void;

/** Undefined when something stops; `sayStopped` has said what then. Default: the findings, as text. */
export function synthesize(flags: SynthFlags, shell: Shell, sayStopped?: SayStopped): SynthResult | undefined {
  const { strict = false, locked = false, newRegister = false } = flags;

  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const outdir = outputAt(flags.output);
  const place = statePlace(environment, outdir, shell.projectFolder);
  if (newRegister) refuseNewRegister(environment, place.folder, locked);
  const ours = join(outdir, '..', '.cordee');
  const last = join(ours, 'registers', `${environment.name}.lock`);
  // Another place of the state is written into every stack.
  const memory = new Memory(join(ours, 'memory', environment.name), `${shell.program} ${place.fromStack}`);
  const judged = judge(environment, flags.asOf, shell.progress, memory, {
    begin: newRegister,
    remembered: remembered({
      register: join(environment.folder, REGISTER_FILE),
      place: place.folder,
      last,
      against: flags.against,
      merged: flags.mergedRegister,
    }),
  });
  shell.progress?.('');
  const model = judged.model;
  if (model === undefined || failed(judged, strict)) {
    if (sayStopped === undefined) printFindings(judged, strict, shell);
    else sayStopped(judged, flags, shell);
    return undefined;
  }
  printWarnings(judged, flags, shell);
  const register = changedRegister(judged);
  if (register !== undefined && locked) {
    sayStopped?.(judged, flags, shell);
    shell.printError(
      `cordee: ${REGISTER_FILE} would change and --locked is given\n        run ${command('synth', flags)} and commit the file`,
    );
    return undefined;
  }
  const folder = new OutputFolder(outdir, environment.name);
  folder.begin();
  // First of all: what is about to be made must be remembered even if this run is killed.
  if (register !== undefined) replaceFile(join(environment.folder, REGISTER_FILE), register);
  remember(last, renderRegister(judged.register));
  if (newRegister && model.estate.backend === 'pg')
    shell.printError('cordee: its state lies in PostgreSQL: whether it was ever deployed could not be looked up');
  shell.progress?.(`synthesizing ${environment.name} …`);
  // A stack that something leaves is always made again: what it says does not depend on its files alone.
  const leaving = new Set(Object.values(judged.register.leaving).map(({ stack }) => stack));
  const returned = Object.entries(judged.register.keys).flatMap(([key, entry]) => (entry.returned === true ? [key] : []));
  if (returned.length > 0) leaving.add('storage');
  const unchanged = new Map([...memory.unchangedStacks(model, outdir)].filter(([name]) => !leaving.has(name)));
  for (const { file, files } of unchanged.values()) for (const path of [file, ...files.map(([name]) => name)]) folder.paths.add(path);
  modestHeap();
  const stacks = renderTo(folder.write, model, memory.placeOf(judged.loaded.place), outdir, {
    leaving: judged.register.leaving,
    returned,
    statePlace: place.fromStack,
    unchanged,
  });
  const removed = folder.clean();
  memory.save(
    model,
    stacks.filter(({ name }) => !leaving.has(name)),
  );
  shell.progress?.('');
  return { judged, stacks, files: [...folder.paths], written: folder.written, removed, registerChanged: register !== undefined };
}

/** The heap may grow by half, not to four times, before it is collected, while stacks are made: much less memory at a thousand tenants, for little time. */
const modestHeap = (): void => setFlagsFromString('--heap-growing-percent=50');

/** The same beginning as where all went well: a reader need not know which it was before it reads. */
const printStopped: SayStopped = (judged, { strict = false, output }, shell) =>
  shell.print(JSON.stringify({ ...judgement(judged, strict), synthesized: false, output }, null, 2));

/** A synth that succeeds is not silent about what a date made wrong, or what will be. */
function printWarnings(judged: Judged, flags: SynthFlags, shell: Shell): void {
  const live = judged.findings.filter((finding) => finding.exception === undefined);
  if (flags.format === 'json') return;
  if (live.length > 0) printFindings({ ...judged, findings: live }, flags.strict ?? false, shell);
  else printPending(judged, shell);
}

/** Only where there is none, and nothing was deployed: an empty register would forget what is there. Written once all is judged. */
function refuseNewRegister({ name, folder }: Environment, place: string, locked: boolean): void {
  if (locked) throw new UsageError('--new-register writes a register, and --locked refuses to', 'give one of the two');
  const register = join(folder, REGISTER_FILE);
  if (existsSync(register)) return;
  const deployed = [join(place, 'state', name), join(place, 'facts', `${name}.json`)].find((path) => existsSync(path));
  if (deployed !== undefined) {
    throw new UsageError(
      `\`${name}\` was deployed (${deployed} is there), so its register is not begun anew`,
      `restore ${register} from version control`,
    );
  }
}
