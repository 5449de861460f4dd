/** `cordee synth`: the Terraform of every stack, and everything that lies beside it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { REGISTER_FILE, renderRegister, EMPTY_REGISTER } from '../../config/register';
import { changedRegister, failed, judge, type Judged } from '../judge';
import { Memory } from '../memory';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { type Rendering, render, writeOutput, type Written } from '../synth';
import { printFindings } from '../print-findings';

export interface SynthFlags {
  readonly environment: string;
  readonly format: 'text' | 'json';
  readonly strict: boolean;
  readonly asOf: string;
  readonly output: string;
  /** Refuses to change the register: for pipelines, where it must have been committed. */
  readonly locked: boolean;
  readonly newRegister: boolean;
}

export interface SynthResult {
  readonly judged: Judged;
  readonly output: Rendering;
  readonly written: Written;
  readonly registerChanged: boolean;
}

export function runSynth(flags: SynthFlags, shell: Shell): number {
  const result = synthesize(flags, shell);
  if (result === undefined) return 1;
  const { output, written, registerChanged, judged } = result;
  const resources = output.stacks.reduce((sum, stack) => sum + stack.resources, 0);
  if (flags.format === 'json') {
    shell.print(
      JSON.stringify(
        {
          environment: judged.environment.name,
          output: flags.output,
          stacks: output.stacks.map(({ name, resources: number, dependencies }) => ({ name, resources: number, dependencies })),
          resources,
          files: output.texts.size,
          ...written,
          registerChanged,
        },
        null,
        2,
      ),
    );
    return 0;
  }
  shell.print(
    `${judged.environment.name}: ${String(output.stacks.length)} stacks, ${String(resources)} resources, ${String(output.texts.size)} files in ${flags.output} (${String(written.written)} written, ${String(written.removed)} removed)`,
  );
  if (registerChanged) shell.print(`${REGISTER_FILE} changed: commit it`);
  return 0;
}

/** Undefined when something stops; the findings are printed then. */
export function synthesize(flags: SynthFlags, shell: Shell): SynthResult | undefined {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  if (flags.newRegister) beginRegister(environment.folder);
  const outdir = resolve(flags.output);
  mkdirSync(outdir, { recursive: true });
  const memory = new Memory(join(outdir, '..', '.cordee', 'memory', `${environment.name}.json`), shell.program);
  const judged = judge(environment, flags.asOf, shell.progress, memory);
  shell.progress?.('');
  const model = judged.model;
  if (model === undefined || failed(judged, flags.strict)) {
    printFindings(judged, flags.strict, shell);
    return undefined;
  }
  const register = changedRegister(judged);
  if (register !== undefined && flags.locked) {
    shell.printError(`cordee: ${REGISTER_FILE} would change and --locked is given\n        run cordee synth and commit the file`);
    return undefined;
  }
  // First of all: what is about to be made must be remembered even if this run is killed.
  if (register !== undefined) writeFileSync(join(environment.folder, REGISTER_FILE), register);
  shell.progress?.(`synthesizing ${environment.name} …`);
  // A stack that something leaves is always made again: what it says does not depend on its files alone.
  const leaving = new Set(Object.values(judged.register.leaving).map(({ stack }) => stack));
  const unchanged = new Map([...memory.unchangedStacks(model, outdir)].filter(([name]) => !leaving.has(name)));
  const output = render(model, { place: memory.placeOf(judged.loaded.place) }, outdir, { leaving: judged.register.leaving, unchanged });
  const written = writeOutput(outdir, output.texts, new Set([...unchanged.values()].map(({ file }) => file)));
  memory.save(
    model,
    output.stacks.filter(({ name }) => !leaving.has(name)),
  );
  shell.progress?.('');
  return { judged, output, written, registerChanged: register !== undefined };
}

/** Only where there is none: an existing register is never replaced by an empty one. */
function beginRegister(folder: string): void {
  try {
    writeFileSync(join(folder, REGISTER_FILE), renderRegister(EMPTY_REGISTER), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
