/** `cordee prove`: who survives what, before anything is applied. */
import { proofOf } from '../../config/analysis';
import { type TenantPlan, tenantPlanOf } from '../../config/analysis/tenants';
import { proofSchema } from '../generation/proof-schema';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { brokenLines } from '../prove/broken-lines';
import { failureLines } from '../prove/failures';
import { proofJson } from '../prove/proof-json';
import { readAsIs } from '../prove/read';
import { placesIn } from '../prove/places';
import { known } from '../prove/subjects';
import { type Asked, askedOf, refuseWords } from '../prove/asked';
import { nightLines } from '../prove/night';
import { rowLines } from '../prove/rows';
import { summary } from '../prove/summary';
import { tenantPlan } from '../prove/tenant-plan';
import type { Told } from '../prove/told';
import { story } from '../prove/why';
import { command } from '../next-command';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';

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
  if (flags.format === 'json') {
    const plan = flags.tenant === undefined ? undefined : planOf(told, flags.tenant);
    const asked = flags.why === undefined ? undefined : askedOf(told, flags.why);
    shell.print(JSON.stringify(proofJson(told, plan, asked), null, 2));
  } else for (const line of linesOf(flags, told)) shell.print(line);
  if (flags.listFailures) return 0;
  if (!told.proof.holds) return NOT_HELD;
  // What holds only as long as a broken rule is not mended is not fine.
  return told.broken.length > 0 ? 1 : 0;
}

function linesOf({ why, tenant, listFailures, all }: ProveFlags, told: Told): readonly string[] {
  if (why !== undefined) return [...brokenLines(told), ...whyLines(told, askedOf(told, why), all)];
  if (listFailures) return failureLines(told);
  if (tenant === undefined) return summary(told, all);
  return [...brokenLines(told), ...tenantPlan(told, planOf(told, tenant), all)];
}

function whyLines(told: Told, asked: Asked, all: boolean): readonly string[] {
  if (asked.about === 'estate') return nightLines(told, asked.index, all);
  if (asked.about === 'row') return rowLines(told, asked.row, asked.index);
  return story(told, asked.who, asked.workloads, asked.index, all);
}

function planOf({ model, proof }: Told, tenant: string): TenantPlan {
  known(tenant, Object.keys(model.tenants), 'tenant');
  return tenantPlanOf(model, proof, tenant);
}

/** Said before anything is read: it does not depend on the estate. */
function refuseMixture({ environment, why, tenant, listFailures, schema, format }: ProveFlags): void {
  if (why !== undefined) refuseWords(why, environment);
  const pages = [
    ...(why === undefined ? [] : ['--why']),
    ...(tenant === undefined ? [] : ['--tenant']),
    ...(listFailures ? ['--list-failures'] : []),
    ...(schema ? ['--schema'] : []),
  ];
  const [first, second] = pages;
  if (second !== undefined)
    throw new UsageError(`${String(first)} and ${second} ask for two different pages`, 'ask for one after the other');
  if (format === 'json' && listFailures)
    throw new UsageError(
      '--list-failures is a page for people: the JSON holds the failures',
      `leave one of them out; what the JSON holds: cordee prove --schema`,
    );
}

function tell(flags: ProveFlags, shell: Shell): Told {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  shell.progress?.(`proving ${environment.name} …`);
  try {
    const { model, loaded, broken } = readAsIs(environment, flags.asOf);
    const proof = proofOf(model, flags.asOf);
    const { asOf } = flags;
    return {
      model,
      proof,
      broken,
      command: (words) => command(words, { environment: flags.environment }),
      asOf,
      ...placesIn(loaded),
      folder: shell.shortPath(environment.folder),
      colors: shell.colors,
    };
  } finally {
    shell.progress?.('');
  }
}
