/** All that was deployed, destroyed again: refused as the stacks are, and done once the lab alone has lifted what protects it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackSummary } from '../../synth';
import { Terraform, TerraformFailure } from '../terraform';
import { diagnosticsOf, planOf } from '../terraform-plan';
import { inTurn, type Turn } from './in-turn';
import type { DeploymentSettings } from './deployment';
import type { StackRecord } from './record';
import { stackLine } from './stack-line';
import { Disagreement } from './step';

/** As Terraform says it of what `prevent_destroy` keeps. */
const PROTECTED = 'Instance cannot be destroyed';
const OVERRIDE = 'lab_destruction_override.tf.json';
const CLUSTER = 'vsphere_compute_cluster';
const PLAN = 'lab.tfplan';

export class Destruction {
  private readonly terraform: Terraform;

  constructor(private readonly settings: DeploymentSettings) {
    this.terraform = new Terraform(settings.lab);
  }

  /** Each after all that stand on it, and `dissolving` right before that of the clusters. Returns the stacks that refused at first. */
  async destroy(
    stacks: readonly StackSummary[],
    report: (record: StackRecord) => void,
    dissolving: () => Promise<void>,
  ): Promise<readonly string[]> {
    const refused: string[] = [];
    await inTurn(reversed(stacks), this.settings.parallel, async (stack) => {
      const protectedHere = this.protectedIn(stack);
      if (Object.keys(protectedHere).length > 0) {
        await this.expectRefused(stack);
        refused.push(stack);
      }
      report(await this.destroyStack(stack, protectedHere, dissolving));
    });
    return refused;
  }

  private async expectRefused(stack: string): Promise<void> {
    const { code, out } = await this.planAway(stack);
    const said = diagnosticsOf(out).map(({ summary }) => summary);
    if (code === 0 || said.some((summary) => summary !== PROTECTED))
      throw new Disagreement(`${stack}: Terraform had to refuse to destroy it (${PROTECTED}), and said: ${said.join(', ') || 'nothing'}`);
  }

  private async destroyStack(
    stack: string,
    lifted: Readonly<Record<string, unknown>>,
    dissolving: () => Promise<void>,
  ): Promise<StackRecord> {
    const { screen, tally } = this.settings;
    const began = performance.now();
    const override = join(this.folderOf(stack), OVERRIDE);
    if (Object.keys(lifted).length > 0) writeFileSync(override, JSON.stringify({ resource: lifted }));
    screen.doing(stack, 'destroying');
    if (CLUSTER in lifted) {
      // A cluster lets its hosts go only where its state says that it may.
      await this.applied(stack);
      // From here on nothing is applied any more: a host that has left would be taken in again.
      await dissolving();
    }
    const planned = await this.planAway(stack);
    if (planned.code !== 0) throw new TerraformFailure(stack, 'plan -destroy', diagnosticsOf(planned.out));
    const { add, change, destroy, changes } = planOf(planned.out);
    await this.terraform.apply(stack);
    rmSync(override, { force: true });
    tally.add(changes);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const record = { stack, add, change, destroy, changes, seconds };
    screen.doing(stack, undefined);
    screen.line(`  ${stackLine(record, 'applied')}`);
    return record;
  }

  private async applied(stack: string): Promise<void> {
    this.settings.tally.add((await this.terraform.plan(stack)).changes);
    await this.terraform.apply(stack);
  }

  private planAway(stack: string) {
    return this.terraform.run(stack, ['plan', '-destroy', '-json', '-input=false', `-out=${PLAN}`]);
  }

  /** The blocks that lift `prevent_destroy` from each resource of the stack that has it. */
  private protectedIn(stack: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    const text = readFileSync(join(this.folderOf(stack), 'cdk.tf.json'), 'utf8');
    const { resource = {} } = JSON.parse(text) as { resource?: Readonly<Record<string, Readonly<Record<string, Protected>>>> };
    const lifted = Object.entries(resource).map(([kind, named]) => {
      const kept = Object.entries(named).filter(([, { lifecycle }]) => lifecycle?.prevent_destroy === true);
      const evacuated = kind === CLUSTER ? { force_evacuate_on_destroy: true } : {};
      return [kind, Object.fromEntries(kept.map(([name]) => [name, { ...evacuated, lifecycle: { prevent_destroy: false } }]))] as const;
    });
    return Object.fromEntries(lifted.filter(([, named]) => Object.keys(named).length > 0));
  }

  private folderOf(stack: string): string {
    return join(this.settings.lab.folder.output, 'stacks', stack);
  }
}

interface Protected {
  readonly lifecycle?: { readonly prevent_destroy?: boolean };
}

/** What depended on a stack comes before it. */
const reversed = (stacks: readonly Turn[]): readonly Turn[] =>
  stacks.map(({ name }) => ({
    name,
    dependencies: stacks.filter(({ dependencies }) => dependencies.includes(name)).map((other) => other.name),
  }));
