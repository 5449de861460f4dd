/** The run: a lab from nothing, every step in it, and a record of all that was seen. */
import { version } from '../../../package.json';
import type { Environment } from '../../read-estate';
import type { Shell } from '../../shell';
import { describeProviders } from '../say';
import { type Children } from '../children';
import type { Providers } from '../providers';
import { TerraformFailure } from '../terraform';
import { type LabOptions, up } from '../up';
import { Draft } from './draft';
import { measurePeak } from './peak-memory';
import { RECORD_VERSION, type RehearsalRecord, type StepRecord } from './record';
import { screenOn } from './screen';
import { Stage } from './stage';
import { selectionOf } from './selection';
import { Disagreement, NotApplicable, Refused, type Step, UnapprovedDestruction } from './step';
import { STEPS } from './steps';
import { Tally } from './tally';

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
  screen.line(`providers: ${providersInWords(lab.run.providers)}`);
  for (const what of before) screen.line(`the copy begins with ${what}`);

  const tally = new Tally(lab.folder);
  const { asOf, parallel, only } = options;
  const selection = selectionOf(lab.synth.stacks, only);
  if (selection.leftOut.length > 0) screen.line(`left out by --only: ${selection.leftOut.join(', ')}`);
  const stage = new Stage({ lab, asOf, shell, screen, tally, parallel, selection });
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
    leftOut: selection.leftOut,
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
  let code = 0;
  for (const step of all) {
    screen.line(`\n${colors.bold(step.title)}`);
    const began = performance.now();
    stage.beginStep();
    const failure = await outcomeOf(() => step.run(stage));
    const why = failure instanceof Error ? failure.message : undefined;
    const outcome = failure === undefined ? 'done' : failure instanceof NotApplicable ? 'not applicable' : 'failed';
    const { changes, refusals, stacks, comparison, open } = stage;
    steps.push({
      key: step.key,
      title: step.title,
      outcome,
      ...(why === undefined ? {} : { why }),
      changes,
      refusals,
      stacks,
      compared: comparison.records,
      notShown: open,
      seconds: secondsSince(began),
    });
    if (outcome === 'not applicable') screen.line(`  not applicable: ${why ?? ''}`);
    if (outcome !== 'failed') continue;
    screen.line(`  ${colors.red('FAILED')}: ${why ?? ''}`);
    code = codeOf(failure);
    // What follows would stand on something that is not as it must be; a change that was refused left nothing behind.
    if (!(failure instanceof Refused)) break;
  }
  return { steps, code };
}

/** What is thrown; undefined: nothing. */
async function outcomeOf(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What a stand-in cannot show is said at the end, where it is read beside what was shown. */
const providersInWords = (providers: Providers): string =>
  providers.kind === 'real'
    ? describeProviders(providers)
    : `stand-in${providers.because === undefined ? '' : `, because the real ones cannot be had (${providers.because})`}; they know nothing of vSphere`;

/** Rethrows what is no outcome of a rehearsal. */
function codeOf(failure: unknown): number {
  if (failure instanceof UnapprovedDestruction) return 4;
  if (failure instanceof Disagreement || failure instanceof Refused || failure instanceof TerraformFailure) return 3;
  throw failure;
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;
