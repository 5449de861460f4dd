/** `cordee prove`: who survives what, before anything is applied. */
import { proofOf } from '../../config/analysis';
import { stops } from '../../config/finding';
import { proofSchema } from '../generation/proof-schema';
import { failed, judge } from '../judge';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { count } from '../print-findings';
import { failureLines } from '../prove/failures';
import { proofJson } from '../prove/proof-json';
import { known, scenarioOf, subjectsOf } from '../prove/subjects';
import { summary } from '../prove/summary';
import { tenantPlan } from '../prove/tenant-plan';
import type { Told } from '../prove/told';
import { story } from '../prove/why';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { quoted, UsageError } from '../usage-error';

export interface ProveFlags extends EnvironmentFlags, FormatFlags {
  readonly asOf: string;
  readonly all: boolean;
  readonly tenant?: string;
  readonly why?: readonly string[];
  readonly listFailures: boolean;
  readonly schema: boolean;
}

/** Something that must hold does not, and no live exception covers it. */
export const NOT_HELD = 3;

export function runProve(flags: ProveFlags, shell: Shell): number {
  refuseMixture(flags);
  if (flags.schema) {
    shell.print(JSON.stringify(proofSchema(), null, 2));
    return 0;
  }
  const told = tell(flags, shell);
  if (flags.format === 'json') shell.print(JSON.stringify(proofJson(told), null, 2));
  else for (const line of linesOf(flags, told)) shell.print(line);
  return told.proof.holds || flags.listFailures ? 0 : NOT_HELD;
}

function linesOf({ why, tenant, listFailures, all }: ProveFlags, told: Told): readonly string[] {
  if (why !== undefined) {
    const [who = '', failure = ''] = why;
    return story(told, who, subjectsOf(told, who), scenarioOf(told, failure));
  }
  if (listFailures) return failureLines(told);
  if (tenant === undefined) return summary(told, all);
  known(tenant, Object.keys(told.model.tenants), 'tenant');
  return tenantPlan(told, tenant, all);
}

/** Said before anything is read: it does not depend on the estate. */
function refuseMixture({ why, tenant, listFailures, schema, format }: ProveFlags): void {
  if (why !== undefined && why.length !== 2)
    throw new UsageError(
      `--why takes two words, who and which failure; ${count(why.length, 'word')} ${why.length === 1 ? 'is' : 'are'} given`,
      'such as: cordee prove --why ville site:mairie; two failures at once are joined by +',
    );
  const pages = [
    ...(why === undefined ? [] : ['--why']),
    ...(tenant === undefined ? [] : ['--tenant']),
    ...(listFailures ? ['--list-failures'] : []),
    ...(schema ? ['--schema'] : []),
  ];
  const [first, second] = pages;
  if (second !== undefined)
    throw new UsageError(`${String(first)} and ${second} ask for two different pages`, 'ask for one after the other');
  if (format === 'json' && first !== undefined && !schema)
    throw new UsageError(
      `${first} is a page for people: the JSON is the whole proof`,
      `leave one of them out; what the JSON holds: cordee prove --schema`,
    );
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
  return { model, proof, asOf: flags.asOf, at, folder: shell.shortPath(environment.folder), colors: shell.colors };
}
