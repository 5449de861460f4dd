/** Stacks planned and applied by Terraform, each in its turn and each planned a second time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRegister, REGISTER_FILE } from '../../../config/register';
import { Terraform } from '../terraform';
import { type Plan, type PlannedChange, summary } from '../terraform-plan';
import type { Lab } from '../up';
import { inTurn, type Turn } from './in-turn';
import type { StackRecord } from './record';
import type { Screen } from './screen';
import { stackLine } from './stack-line';
import { Disagreement, UnapprovedDestruction } from './step';
import type { Tally } from './tally';

export interface DeploymentSettings {
  readonly lab: Lab;
  readonly screen: Screen;
  readonly tally: Tally;
  /** Stacks that are worked on at the same time, at most. */
  readonly parallel: number;
}

export class Deployment {
  private readonly terraform: Terraform;

  constructor(private readonly settings: DeploymentSettings) {
    this.terraform = new Terraform(settings.lab);
  }

  /** In their order; each is reported once its second plan was empty. `approved` are addresses of data that may go, as `stack:address`. */
  async deploy(stacks: readonly Turn[], approved: ReadonlySet<string>, report: (record: StackRecord) => void): Promise<void> {
    const data = this.dataAddresses();
    await inTurn(stacks, this.settings.parallel, async (stack) => report(await this.deployStack(stack, data, approved)));
  }

  private async deployStack(stack: string, data: ReadonlySet<string>, approved: ReadonlySet<string>): Promise<StackRecord> {
    const { screen, tally } = this.settings;
    const began = performance.now();
    screen.doing(stack, 'planning');
    await this.terraform.init(stack);
    const plan = await this.terraform.plan(stack);
    refuseDestruction(stack, plan, data, approved);
    const { add, change, destroy, changes } = plan;
    if (changes.length > 0) {
      let done = 0;
      screen.doing(stack, `0 of ${String(changes.length)}`);
      await this.terraform.apply(stack, () => screen.doing(stack, `${String(++done)} of ${String(changes.length)}`));
      tally.add(changes);
      screen.doing(stack, 'planning again');
      await this.planEmpty(stack);
    }
    tally.leftAlone(stack);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const record = { stack, add, change, destroy, changes, seconds };
    screen.doing(stack, undefined);
    screen.line(`  ${stackLine(record)}`);
    return record;
  }

  private async planEmpty(stack: string): Promise<void> {
    const again = await this.terraform.plan(stack);
    if (again.changes.length > 0)
      throw new Disagreement(`${stack}: the next plan is not empty (${summary(again)}): ${again.changes.map(inWords).join(', ')}`);
  }

  /** `stack:address` of all that the register knows. */
  private dataAddresses(): ReadonlySet<string> {
    const text = readFileSync(join(this.settings.lab.folder.estate, REGISTER_FILE), 'utf8');
    const { keys, leaving } = parseRegister(text).register;
    const entries = [...Object.values(keys), ...Object.values(leaving)];
    return new Set(entries.flatMap(({ stack, address }) => (address === undefined ? [] : [`${stack}:${address}`])));
  }
}

function refuseDestruction(stack: string, { changes }: Plan, data: ReadonlySet<string>, approved: ReadonlySet<string>): void {
  const lost = changes.filter(({ action }) => action === 'delete' || action === 'replace').map(({ address }) => `${stack}:${address}`);
  const unapproved = lost.filter((key) => data.has(key) && !approved.has(key));
  if (unapproved.length > 0) throw new UnapprovedDestruction(`a plan destroys what holds data: ${unapproved.join(', ')}`);
}

const inWords = ({ action, address }: PlannedChange): string => `${action} ${address}`;
