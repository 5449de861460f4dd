/** The real Terraform on the stacks of a lab. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Children, Ended } from './children';
import type { LabFolder } from './folder';
import { diagnosticsOf, type Diagnostic, messageOf, type Plan, planOf } from './terraform-plan';

/** Name of a saved plan, in the folder of its stack. */
const PLAN_FILE = 'lab.tfplan';

export interface BeforeAndAfter {
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Terraform refused, or could not: which stack, at what, and why in its own words. */
export class TerraformFailure extends Error {
  constructor(
    readonly stackName: string,
    readonly command: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    const [first] = diagnostics;
    super(`${stackName}: terraform ${command} failed: ${first === undefined ? 'without a word' : textOf(first)}`);
  }
}

const textOf = ({ summary, detail, address }: Diagnostic): string =>
  [address === undefined ? summary : `${address}: ${summary}`, detail].filter((part) => part !== '').join('\n  ');

export interface Workshop {
  readonly folder: LabFolder;
  readonly children: Children;
  readonly environment: Readonly<Record<string, string>>;
}

export class Terraform {
  constructor(private readonly workshop: Workshop) {}

  /** Once per stack: what it noted stays, also when the stack is synthesized again. */
  async init(stack: string): Promise<void> {
    if (existsSync(join(this.folderOf(stack), '.terraform', 'terraform.tfstate'))) return;
    const { code, out, err } = await this.run(stack, ['init', '-input=false', '-no-color']);
    if (code !== 0) throw new TerraformFailure(stack, 'init', [{ summary: `${out}\n${err}`.trim(), detail: '' }]);
  }

  /** Saves the plan for `apply`. */
  async plan(stack: string): Promise<Plan> {
    const ended = await this.run(stack, ['plan', '-json', '-input=false', `-out=${PLAN_FILE}`]);
    if (ended.code !== 0) throw this.failure(stack, 'plan', ended);
    return planOf(ended.out);
  }

  /** Applies what was planned last; `done` hears the address of each object that is finished. */
  async apply(stack: string, done: (address: string) => void = () => undefined): Promise<void> {
    const line = (text: string): void => {
      const { type, hook } = messageOf(text) ?? {};
      if (type === 'apply_complete' && hook !== undefined) done(hook.resource.addr);
    };
    const ended = await this.run(stack, ['apply', '-json', '-input=false', PLAN_FILE], line);
    if (ended.code !== 0) throw this.failure(stack, 'apply', ended);
  }

  /**
   * Addresses that a plan read: of objects that are there, and of data sources that found something. Nothing is changed; that the plan fails
   * on those that are not there is what is asked.
   */
  async read(stack: string): Promise<ReadonlySet<string>> {
    const { out } = await this.run(stack, ['plan', '-json', '-input=false', '-lock=false']);
    return new Set(
      out.split('\n').flatMap((text) => {
        const { type, hook } = messageOf(text) ?? {};
        // What was asked for and is not there has no id.
        const found = type === 'refresh_complete' || (type === 'apply_complete' && hook?.action === 'read');
        return found && hook?.id_value !== undefined ? [hook.resource.addr] : [];
      }),
    );
  }

  /** The object at an address as it is, and as it would be; undefined where it cannot be planned. */
  async beforeAndAfter(stack: string, address: string): Promise<BeforeAndAfter | undefined> {
    const planned = await this.run(stack, ['plan', '-input=false', '-lock=false', `-target=${address}`, `-out=${PLAN_FILE}`]);
    const shown = planned.code === 0 ? await this.run(stack, ['show', '-json', PLAN_FILE]) : planned;
    if (shown.code !== 0) return undefined;
    const { resource_changes: changes = [] } = JSON.parse(shown.out) as {
      resource_changes?: { address: string; change: BeforeAndAfter }[];
    };
    return changes.find((change) => change.address === address)?.change;
  }

  async run(stack: string, args: readonly string[], line?: (text: string) => void): Promise<Ended> {
    const { children, environment } = this.workshop;
    const settings = { folder: this.folderOf(stack), environment };
    return children.run('terraform', args, line === undefined ? settings : { ...settings, line });
  }

  private folderOf(stack: string): string {
    return join(this.workshop.folder.output, 'stacks', stack);
  }

  private failure(stack: string, command: string, { out, err }: Ended): TerraformFailure {
    const found = diagnosticsOf(out);
    return new TerraformFailure(stack, command, found.length > 0 ? found : [{ summary: err.trim(), detail: '' }]);
  }
}
