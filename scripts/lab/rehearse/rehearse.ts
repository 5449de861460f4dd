/** The run: a lab from nothing, every step in it, and a record of all that was seen. */
import { version } from '../../../package.json';
import type { Environment } from '../../read-estate';
import type { Shell } from '../../shell';
import { describeProviders } from '../say';
import { type Children } from '../children';
import { TerraformFailure } from '../terraform';
import { type LabOptions, up } from '../up';
import { Draft } from './draft';
import { measurePeak } from './peak-memory';
import { RECORD_VERSION, type RehearsalRecord, type StepRecord } from './record';
import { screenOn } from './screen';
import { Stage } from './stage';
import { Disagreement, NotApplicable, type Step, UnapprovedDestruction } from './step';
import { STEPS } from './steps';
import { Tally } from './tally';
import { withNeeded } from './with-needed';

export interface RehearsalOptions extends Omit<LabOptions, 'alone' | 'prepare' | 'environment'> {
  readonly environment: Environment;
  readonly parallel: number;
  /** Names of stacks; undefined: all. */
  readonly only?: readonly string[];
  /** The lab stays when all is done: nobody owns it then. */
  readonly keep: boolean;
}

export interface Rehearsed {
  readonly record: RehearsalRecord;
  /** 0: all as it must be; 3: something is not; 4: a plan would destroy data that nobody approved. */
  readonly code: number;
}

/** Undefined where the estate is not valid. */
export async function rehearse(
  options: RehearsalOptions,
  shell: Shell,
  begun: (children: Children) => void,
): Promise<Rehearsed | undefined> {
  const began = performance.now();
  const started = new Date().toISOString();
  const before: string[] = [];
  let children: Children | undefined;
  const peak = measurePeak(() => children?.running.map(({ pid }) => pid) ?? []);
  const prepare: LabOptions['prepare'] = (folder) =>
    STEPS.flatMap((step) => {
      const { what, racked = [] } = step.before?.(new Draft(folder.estate, folder.environment, options.asOf)) ?? {};
      if (what !== undefined) before.push(what);
      return racked;
    });
  const lab = await up({ ...options, alone: true, prepare }, shell, (all) => begun((children = all)));
  if (lab === undefined) return undefined;
  const screen = screenOn(shell);
  screen.line(`${shell.colors.bold(`Rehearsal of ${options.environment.name}`)} on a simulated vCenter and a simulated DataCore`);
  screen.line(`providers: ${describeProviders(lab.run.providers)}`);
  for (const what of before) screen.line(`the copy begins with ${what}`);

  const tally = new Tally(lab.folder);
  const { asOf, parallel, only } = options;
  const chosen = only === undefined ? {} : { only: withNeeded(only, lab.synth.stacks) };
  const stage = new Stage({ lab, asOf, shell, screen, tally, parallel, ...chosen });
  const { steps, code } = await runSteps(STEPS, stage, shell);
  const peakMib = peak.stop();
  const { kind, because, binaries, cannotShow } = lab.run.providers;
  const record: RehearsalRecord = {
    version: RECORD_VERSION,
    environment: options.environment.name,
    started,
    seconds: secondsSince(began),
    passed: code === 0,
    cordee: version,
    terraform: lab.terraform,
    providers: { kind, ...(because === undefined ? {} : { because }), binaries, cannotShow },
    before,
    steps,
    kinds: tally.kinds,
    ...(peakMib === undefined ? {} : { peakMib }),
  };
  return { record, code };
}

async function runSteps(all: readonly Step[], stage: Stage, { colors }: Shell): Promise<{ steps: StepRecord[]; code: number }> {
  const steps: StepRecord[] = [];
  const { screen } = stage.settings;
  for (const step of all) {
    screen.line(`\n${colors.bold(step.title)}`);
    const began = performance.now();
    stage.beginStep();
    const failure = await step.run(stage).then(
      () => undefined,
      (error: unknown) => error,
    );
    const why = failure instanceof Error ? failure.message : undefined;
    const outcome = failure === undefined ? 'done' : failure instanceof NotApplicable ? 'not applicable' : 'failed';
    const { changes, refusals, stacks, compared } = stage;
    steps.push({
      key: step.key,
      title: step.title,
      outcome,
      ...(why === undefined ? {} : { why }),
      changes,
      refusals,
      stacks,
      compared,
      seconds: secondsSince(began),
    });
    if (outcome === 'not applicable') screen.line(`  not applicable: ${why ?? ''}`);
    if (outcome !== 'failed') continue;
    // What follows would stand on something that is not as it must be.
    screen.line(`  ${colors.red('FAILED')}: ${why ?? ''}`);
    const code =
      failure instanceof UnapprovedDestruction ? 4 : failure instanceof Disagreement || failure instanceof TerraformFailure ? 3 : undefined;
    if (code === undefined) throw failure;
    return { steps, code };
  }
  return { steps, code: 0 };
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;
