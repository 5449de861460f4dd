/** What a step may do: edit the copy, synthesize, plan, apply, lose a site; each with what it must come to. */
import type { Model } from '../../../config/model/model';
import type { Finding } from '../../../config/finding';
import { parseRegister, REGISTER_FILE } from '../../../config/register';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, judge } from '../../judge';
import type { Shell } from '../../shell';
import type { StackSummary } from '../../synth';
import { synthesizeCopy } from '../ground';
import { Terraform } from '../terraform';
import { type Plan, type PlannedChange, summary } from '../terraform-plan';
import type { Lab } from '../up';
import { type Candidate, Draft } from './draft';
import { NOTE } from './expect';
import { inTurn } from './in-turn';
import type { ComparedRecord, StackRecord } from './record';
import type { Screen } from './screen';
import { Disagreement, NotApplicable, UnapprovedDestruction } from './step';
import type { Tally } from './tally';

export interface StageSettings {
  readonly lab: Lab;
  readonly asOf: string;
  readonly shell: Shell;
  readonly screen: Screen;
  readonly tally: Tally;
  /** Stacks that are worked on at the same time, at most. */
  readonly parallel: number;
  /** Stacks that the person chose; undefined: all. What they depend on belongs to them. */
  readonly only?: ReadonlySet<string>;
}

export interface Wanted {
  /** `all` plans every stack, also those whose files did not change. Default: changed. */
  readonly stacks?: 'changed' | 'all';
  /** Addresses of data that an approval lets go, as `stack:address`. Default: none. */
  readonly approved?: ReadonlySet<string>;
}

export class Stage {
  readonly draft: Draft;
  readonly terraform: Terraform;
  model: Model;
  /** What the current step has come to so far. */
  changes: string[] = [];
  refusals: string[] = [];
  stacks: StackRecord[] = [];
  compared: ComparedRecord[] = [];
  private summaries: readonly StackSummary[];
  private readonly deployed = new Map<string, string>();

  constructor(readonly settings: StageSettings) {
    const { lab, asOf } = settings;
    this.draft = new Draft(lab.folder.estate, lab.folder.environment, asOf);
    this.terraform = new Terraform(lab);
    this.model = lab.model;
    this.summaries = lab.synth.stacks;
  }

  beginStep(): void {
    this.changes = [];
    this.refusals = [];
    this.stacks = [];
    this.compared = [];
  }

  readonly say = (what: string): void => {
    this.changes.push(what);
    this.settings.screen.line(`  ${what}`);
  };

  /** The first candidate that the check accepts. Throws `NotApplicable` where none is. */
  choose(candidates: Iterable<Candidate>, noun: string): Candidate {
    const found = this.draft.firstAccepted(candidates);
    if ('objection' in found) throw new NotApplicable(`no ${noun} here: ${found.objection}`);
    return found;
  }

  /** Makes the edits, synthesizes, and deploys what became different. Returns what was planned, stack by stack. */
  async change({ subject, what, edits }: Candidate, wanted: Wanted = {}): Promise<readonly StackRecord[]> {
    this.say(`${subject}: ${what}`);
    const before = this.draft.undo(edits);
    this.draft.write(edits);
    this.synthesize();
    const touched = this.summaries.filter(({ name, sha256 }) => this.deployed.get(name) !== sha256);
    const left = touched.find(({ name }) => !this.isChosen(name));
    if (left !== undefined) {
      this.draft.write(before);
      this.synthesize();
      throw new NotApplicable(`it changes stack ${left.name}, which --only leaves out`);
    }
    return this.deploy(wanted.stacks === 'all' ? this.summaries : touched, wanted.approved);
  }

  /** Every stack that was chosen, in order. */
  async deployAll(): Promise<readonly StackRecord[]> {
    return this.deploy(this.summaries);
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
    const findings = judged.findings.filter(({ severity, exception }) => severity === 'error' && exception === undefined);
    for (const { rule, message } of findings) {
      this.refusals.push(`${rule}: ${message}`);
      this.settings.screen.line(`  refused: ${message} [${rule}]`);
    }
    return findings;
  }

  /** Notes what was expected next to what was seen; disagreements are thrown by `agree`. */
  compare(what: string, expected: string, observed: string): void {
    const agrees = expected === observed;
    this.compared.push({ what, expected, observed, agrees });
    const { line } = this.settings.screen;
    line(agrees ? `  as expected: ${what}: ${observed}` : `  NOT AS EXPECTED: ${what}: expected ${expected}; observed ${observed}`);
  }

  /** As `compare`, of sets: where they differ, only the difference is shown. */
  compareNames(what: string, expected: readonly string[], observed: readonly string[]): void {
    const [missing, extra] = [expected.filter((name) => !observed.includes(name)), observed.filter((name) => !expected.includes(name))];
    if (missing.length === 0 && extra.length === 0) this.compare(what, named(expected), named(observed));
    else
      this.compare(
        what,
        missing.length === 0 ? named(expected) : missing.join(', '),
        extra.length === 0 ? `not ${missing.join(', ')}` : extra.join(', '),
      );
  }

  agree(): void {
    const wrong = this.compared.filter(({ agrees }) => !agrees);
    if (wrong.length > 0) throw new Disagreement(`not as expected: ${wrong.map(({ what }) => what).join('; ')}`);
  }

  private synthesize(): void {
    const { lab, asOf, shell } = this.settings;
    const said: string[] = [];
    const result = synthesizeCopy(lab.folder, asOf, quiet(shell, said));
    if (result?.judged.model === undefined) throw new Disagreement(`cordee synth refuses what the check accepted:\n${said.join('\n')}`);
    this.summaries = result.stacks;
    this.model = result.judged.model;
  }

  private isChosen(stack: string): boolean {
    return this.settings.only?.has(stack) ?? true;
  }
  private chosen(stacks: readonly StackSummary[]): readonly StackSummary[] {
    return stacks.filter(({ name }) => this.isChosen(name));
  }

  private async deploy(stacks: readonly StackSummary[], approved: ReadonlySet<string> = new Set()): Promise<readonly StackRecord[]> {
    const hashes = new Map(stacks.map(({ name, sha256 }) => [name, sha256]));
    const data = this.dataAddresses();
    const records: StackRecord[] = [];
    await inTurn(this.chosen(stacks), this.settings.parallel, async (stack) => {
      records.push(await this.deployStack(stack, data, approved));
      this.deployed.set(stack, hashes.get(stack) ?? '');
    });
    return records;
  }

  private async deployStack(stack: string, data: ReadonlySet<string>, approved: ReadonlySet<string>): Promise<StackRecord> {
    const { screen, tally } = this.settings;
    const began = performance.now();
    screen.doing(stack, 'planning');
    await this.terraform.init(stack);
    const plan = await this.terraform.plan(stack);
    this.refuseDestruction(stack, plan, data, approved);
    const { add, change, destroy, changes } = plan;
    if (changes.length > 0) {
      let done = 0;
      screen.doing(stack, `0 of ${String(changes.length)}`);
      await this.terraform.apply(stack, () => screen.doing(stack, `${String(++done)} of ${String(changes.length)}`));
      tally.add(changes);
      screen.doing(stack, 'planning again');
      await this.planEmpty(stack);
    } else tally.leftAlone(stack);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const record = { stack, add, change, destroy, changes, seconds };
    this.stacks.push(record);
    screen.doing(stack, undefined);
    screen.line(`  ${stackLine(record)}`);
    return record;
  }

  private async planEmpty(stack: string): Promise<void> {
    const again = await this.terraform.plan(stack);
    const [first] = again.changes;
    if (first !== undefined)
      throw new Disagreement(`${stack}: the next plan is not empty (${summary(again)}): ${again.changes.map(inWords).join(', ')}`);
    this.settings.tally.leftAlone(stack);
  }

  private refuseDestruction(stack: string, { changes }: Plan, data: ReadonlySet<string>, approved: ReadonlySet<string>): void {
    const lost = changes.filter(({ action }) => action === 'delete' || action === 'replace').map(({ address }) => `${stack}:${address}`);
    const unapproved = lost.filter((key) => data.has(key) && !approved.has(key));
    if (unapproved.length > 0) throw new UnapprovedDestruction(`a plan destroys what holds data: ${unapproved.join(', ')}`);
  }

  /** `stack:address` of all that the register knows. */
  private dataAddresses(): ReadonlySet<string> {
    const text = readFileSync(join(this.settings.lab.folder.estate, REGISTER_FILE), 'utf8');
    const { keys, leaving } = parseRegister(text).register;
    const entries = [...Object.values(keys), ...Object.values(leaving)];
    return new Set(entries.flatMap(({ stack, address }) => (address === undefined ? [] : [`${stack}:${address}`])));
  }
}

/** A few by their names, more of them counted. */
const named = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.length <= 3 ? [...names].sort().join(', ') : `all ${String(names.length)}`;

const inWords = ({ action, address }: PlannedChange): string => `${action} ${address}`;

/** Replaced objects are said: Terraform counts each as one more and one less. */
export function stackLine({ stack, changes, seconds, ...plan }: StackRecord): string {
  const replaced = changes.filter(({ action }) => action === 'replace').map(({ address }) => address);
  const [first = '', ...others] = replaced.map((address) => address.replace(`${NOTE}.`, ''));
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  const named = replaced.length === 0 ? '' : ` (done again: ${first}${more})`;
  const what = changes.length === 0 ? 'nothing to do' : `${summary(plan)}${named}; applied, second plan empty`;
  return `${stack.padEnd(24)} ${what}, ${seconds.toFixed(1)} s`;
}

const quiet = (shell: Shell, said: string[] = []): Shell => {
  const { progress: _, ...rest } = shell;
  return { ...rest, print: (text) => said.push(text), printError: (text) => said.push(text) };
};
