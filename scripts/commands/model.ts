/** `cordee model`: the Model as JSON, for other tools. */
import { stops } from '../../config/finding';
import { collections } from '../../config/model/index';
import type { Model } from '../../config/model/model';
import { sortedKeys } from '../../config/model/sorted-keys';
import { modelSchema } from '../generation/model-schema';
import { failed, judge } from '../judge';
import type { EnvironmentFlags } from '../options';
import { count } from '../print-findings';
import { command } from '../next-command';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';

export interface ModelFlags extends EnvironmentFlags {
  readonly asOf: string;
  readonly schema: boolean;
}

export function runModel(flags: ModelFlags, shell: Shell): number {
  if (flags.schema) {
    shell.print(JSON.stringify(modelSchema(), null, 2));
    return 0;
  }
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf, shell.progress);
  shell.progress?.('');
  const { model, findings, environment } = judged;
  // A tool that reads an invalid Model would draw conclusions from it.
  if (model === undefined || failed(judged, false)) {
    const errors = findings.filter((finding) => stops(finding)).length;
    throw new UsageError(`${environment.name} is not valid: ${count(errors, 'error')}`, `see them: ${command('check', flags)}`);
  }
  shell.print(JSON.stringify(canonical(model), null, 2));
  return 0;
}

/** The order of files and of lines does not matter, so it does not show: keys are sorted, collections as they are documented. */
function canonical(model: Model): unknown {
  const { modelVersion, environment } = model;
  const parts = [...collections, 'workloads' as const].map((name) => [name, sortedKeys(model[name])]);
  return { modelVersion, environment, ...Object.fromEntries(parts) };
}
