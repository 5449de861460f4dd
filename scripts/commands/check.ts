/** `cordee check`: is the estate valid? */
import { failed, judge } from '../judge';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { printFindings } from '../print-findings';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';

export interface CheckFlags extends EnvironmentFlags, FormatFlags {
  readonly strict: boolean;
  readonly asOf: string;
}

/** Raised when the JSON changes in a way that could break a reader. */
const JSON_VERSION = 1;

export function runCheck(flags: CheckFlags, shell: Shell): number {
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf, shell.progress);
  shell.progress?.('');
  const invalid = failed(judged, flags.strict);
  if (flags.format === 'json') {
    const { environment, findings, notJudged } = judged;
    shell.print(JSON.stringify({ version: JSON_VERSION, environment: environment.name, valid: !invalid, findings, notJudged }, null, 2));
  } else printFindings(judged, flags.strict, shell);
  return invalid ? 1 : 0;
}
