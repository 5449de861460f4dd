/** `cordee prove`: who survives what, before anything is applied. */
import { proofOf } from '../../config/analysis';
import { stops } from '../../config/finding';
import { failed, judge } from '../judge';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { count } from '../print-findings';
import { proofJson } from '../prove/proof-json';
import { summary, type Told } from '../prove/summary';
import { tenantPlan } from '../prove/tenant-plan';
import { story } from '../prove/why';
import { didYouMean } from '../../config/nearest';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { quoted, UsageError } from '../usage-error';

export interface ProveFlags extends EnvironmentFlags, FormatFlags {
  readonly asOf: string;
  readonly tenant?: string;
  readonly why?: readonly string[];
}

/** Something that must hold does not, and no live exception covers it. */
export const NOT_HELD = 3;

export function runProve(flags: ProveFlags, shell: Shell): number {
  const told = tell(flags, shell);
  const { proof, model } = told;
  const code = proof.holds ? 0 : NOT_HELD;
  const print = (lines: readonly string[]): void => {
    for (const line of lines) shell.print(line);
  };
  if (flags.why !== undefined) {
    const [owner = '', failure = '', ...rest] = flags.why;
    if (failure === '' || rest.length > 0)
      throw new UsageError('--why takes a tenant or service, and a failure', 'such as: --why ville site:mairie');
    known(owner, [...Object.keys(model.tenants), ...Object.keys(model.services)], 'tenant or service');
    const index = scenarioOf(told, failure);
    print(story(told, owner, index));
    return code;
  }
  if (flags.format === 'json') shell.print(JSON.stringify(proofJson(told, flags.asOf), null, 2));
  else if (flags.tenant === undefined) print(summary(told));
  else {
    known(flags.tenant, Object.keys(model.tenants), 'tenant');
    print(tenantPlan(told, flags.tenant));
  }
  return code;
}

function tell(flags: ProveFlags, shell: Shell): Told {
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf, shell.progress);
  const { model, findings, environment, loaded } = judged;
  if (model === undefined || failed(judged, false)) {
    shell.progress?.('');
    const errors = findings.filter((finding) => stops(finding)).length;
    throw new UsageError(
      `${environment.name} is not valid, so nothing can be proved: ${count(errors, 'error')}`,
      `see them: cordee check -e ${quoted(flags.environment)}`,
    );
  }
  shell.progress?.(`proving ${environment.name} …`);
  const proof = proofOf(model, flags.asOf);
  shell.progress?.('');
  const at = (path: string): string => {
    const { file, line } = loaded.place(path, 'key');
    return `${file}:${String(line)}`;
  };
  return { model, proof, at, colors: shell.colors };
}

function scenarioOf({ proof: { survival } }: Told, failure: string): number {
  const { told, indexOf } = survival.field;
  const named = told.findIndex(({ id }) => id === failure);
  if (named > 0) return named;
  const [one = '', two] = failure.split('+');
  const index = two === undefined ? undefined : indexOf(one, two);
  if (index !== undefined) return index;
  known(
    failure,
    told.slice(1).map(({ id }) => id),
    'failure',
  );
  return named;
}

function known(name: string, names: readonly string[], what: string): void {
  if (names.includes(name)) return;
  const near = didYouMean(name, names).fix;
  const some = names.slice(0, 8).join(', ');
  throw new UsageError(`\`${name}\` is no ${what} of this estate`, near ?? `such as ${some}`);
}
