/** What a step may do: edit the copy, synthesize, deploy what became different, be refused; each with what it must come to. */
import { type Finding, stops } from '../../../config/finding';
import type { Model } from '../../../config/model/model';
import { failed, judge } from '../../judge';
import type { Shell } from '../../shell';
import type { StackSummary } from '../../synth';
import { synthesizeCopy } from '../ground';
import type { Lab } from '../up';
import { setExistingAside } from './by-hand';
import { choose, type Limits, type Search } from './choose';
import { Comparison } from './comparison';
import { Deployment } from './deployment';
import { Destruction } from './destruction';
import { type Candidate, Draft } from './draft';
import { Evidence } from './evidence';
import type { Touched } from './facts/facts';
import { chooseLeaving, type Departure, type Leaving } from './leaving';
import type { StackRecord } from './record';
import type { Screen } from './screen';
import type { Selection } from './selection';
import { Disagreement } from './step';
import type { Tally } from './tally';
import { synthesizeTrial } from './trial';
import { inOrderOf } from './with-needed';

export interface StageSettings {
  readonly lab: Lab;
  readonly asOf: string;
  readonly shell: Shell;
  readonly screen: Screen;
  readonly tally: Tally;
  /** Stacks that are worked on at the same time, at most. */
  readonly parallel: number;
  readonly selection: Selection;
}

export interface Wanted {
  /** What is other afterwards, and nothing else, by the names that it has in the states and the simulators. */
  readonly touched: (changed: Model) => Touched;
  /** `all` plans every stack, also those whose files did not change. Default: changed. */
  readonly stacks?: 'changed' | 'all';
  /** Addresses of data that an approval lets go, as `stack:address`. Default: none. */
  readonly approved?: ReadonlySet<string>;
}

export class Stage {
  readonly draft: Draft;
  model: Model;
  /** What the current step has come to so far. */
  changes: string[] = [];
  refusals: string[] = [];
  stacks: StackRecord[] = [];
  open: string[] = [];
  comparison: Comparison;
  /** Names of machines that were moved by hand. */
  readonly moved = new Set<string>();
  private readonly deployment: Deployment;
  private readonly evidence: Evidence;
  private summaries: readonly StackSummary[];
  /** Stack → hash of what was deployed last; of what was left out, of what would have been. */
  private readonly deployed: Map<string, string>;

  constructor(readonly settings: StageSettings) {
    const { lab, asOf } = settings;
    this.draft = new Draft(lab.folder.estate, lab.folder.environment, asOf);
    this.deployment = new Deployment(settings);
    this.evidence = new Evidence(lab);
    this.model = lab.model;
    this.summaries = lab.synth.stacks;
    this.deployed = hashesOf(this.summaries);
    this.comparison = new Comparison(settings.screen);
  }

  beginStep(): void {
    this.changes = [];
    this.refusals = [];
    this.stacks = [];
    this.open = [];
    this.comparison = new Comparison(this.settings.screen);
  }

  readonly say = (what: string): void => {
    this.changes.push(what);
    this.settings.screen.line(`  ${what}`);
  };

  /** What the step would show elsewhere, and cannot show here. */
  readonly leaveOpen = (what: string): void => {
    this.open.push(what);
    this.settings.screen.line(`  not shown: ${what}`);
  };

  /** The first candidate that the check accepts. Throws `NotApplicable` where there is none, `Refused` where none is accepted. */
  choose<C extends Candidate>(search: Search<C>): C {
    return choose(this.draft, search, this.limits);
  }

  chooseLeaving(departure: Departure): Leaving {
    return chooseLeaving(this.draft, departure, this.limits, this.settings.asOf);
  }

  isChosen(stack: string): boolean {
    return this.settings.selection.isChosen(stack, this.summaries);
  }

  /** Makes the edits, synthesizes, deploys what became different, and looks whether it came to what was wanted. Returns what was planned. */
  async change({ subject, what, edits }: Omit<Candidate, 'stack'>, wanted: Wanted): Promise<readonly StackRecord[]> {
    this.say(`${subject}: ${what}`);
    this.draft.write(edits);
    this.synthesize();
    const touched = this.summaries.filter(({ name, sha256 }) => this.deployed.get(name) !== sha256);
    const before = this.stacks.length;
    await this.deploy(wanted.stacks === 'all' ? this.summaries : touched, wanted.approved);
    this.evidence.compareTouched(this.comparison, wanted.touched(this.model));
    this.comparison.agree();
    return this.stacks.slice(before);
  }

  /** Every stack that was chosen, in order. */
  async deployAll(): Promise<readonly StackRecord[]> {
    await this.evidence.begin();
    await this.deploy(this.summaries);
    this.comparison.agree();
    return this.stacks;
  }

  /** Every stack that was deployed, against its order. Volumes stay in the storage: nothing that Terraform does deletes data there. */
  async destroyAll(): Promise<readonly string[]> {
    const chosen = this.summaries.filter(({ name }) => this.isChosen(name));
    const dissolving = (): Promise<void> => setExistingAside(this);
    const refused = await new Destruction(this.settings).destroy(chosen, (record) => this.stacks.push(record), dissolving);
    await this.evidence.look(this.comparison, { model: this.model, stacks: [], planned: this.stacks, volumes: this.isChosen('volumes') });
    this.comparison.agree();
    return refused;
  }

  /** What `cordee synth` says against these edits, which are then taken back. Throws `Disagreement` where it says nothing. */
  refuse({ subject, what, edits }: Candidate): readonly Finding[] {
    this.say(`${subject}: ${what}`);
    const { lab, asOf, shell } = this.settings;
    const before = this.draft.undo(edits);
    this.draft.write(edits);
    const judged = judge({ name: lab.folder.environment, folder: lab.folder.estate }, asOf);
    const refused = failed(judged, false) && synthesizeCopy(lab.folder, asOf, quiet(shell)) === undefined;
    this.draft.write(before);
    if (!refused) throw new Disagreement('cordee synth lets this through');
    const findings = judged.findings.filter((finding) => stops(finding));
    for (const { rule, message } of findings) {
      this.refusals.push(`${rule}: ${message}`);
      this.settings.screen.line(`  refused: ${message} [${rule}]`);
    }
    return findings;
  }

  private synthesize(): void {
    const { lab, asOf, shell } = this.settings;
    const said: string[] = [];
    const result = synthesizeCopy(lab.folder, asOf, quiet(shell, said));
    if (result?.judged.model === undefined) throw new Disagreement(`cordee synth refuses what the check accepted:\n${said.join('\n')}`);
    this.summaries = result.stacks;
    this.model = result.judged.model;
  }

  private async deploy(stacks: readonly StackSummary[], approved: ReadonlySet<string> = new Set()): Promise<void> {
    const chosen = stacks.filter(({ name }) => this.isChosen(name));
    const before = this.stacks.length;
    await this.deployment.deploy(inOrderOf(chosen, this.summaries), approved, (record) => this.stacks.push(record));
    for (const [name, hash] of hashesOf(chosen)) this.deployed.set(name, hash);
    const there = this.summaries.map(({ name }) => name).filter((name) => this.isChosen(name));
    await this.evidence.look(this.comparison, {
      model: this.model,
      stacks: there,
      planned: this.stacks.slice(before),
      volumes: there.includes('volumes'),
    });
  }

  private readonly limits: Limits = {
    isChosen: (stack) => this.isChosen(stack),
    touchesLeftOut: ({ edits }) => {
      const { selection, lab, asOf, shell } = this.settings;
      if (selection.leftOut.length === 0) return undefined;
      const stacks = synthesizeTrial(lab.folder, edits, asOf, quiet(shell));
      return stacks?.find(({ name, sha256 }) => this.deployed.get(name) !== sha256 && !selection.isChosen(name, stacks))?.name;
    },
  };
}

const hashesOf = (stacks: readonly StackSummary[]): Map<string, string> => new Map(stacks.map(({ name, sha256 }) => [name, sha256]));

const quiet = (shell: Shell, said: string[] = []): Shell => {
  const { progress: _, ...rest } = shell;
  return { ...rest, print: (text) => said.push(text), printError: (text) => said.push(text) };
};
