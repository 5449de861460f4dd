/** `cordee check`: is the estate valid? */
import { failed, judge } from '../judge';
import { judgement } from '../judgement';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { printFindings } from '../print-findings';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';

export interface CheckFlags extends EnvironmentFlags, FormatFlags {
  readonly strict: boolean;
  readonly asOf: string;
}

export function runCheck(flags: CheckFlags, shell: Shell): number {
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf, shell.progress);
  shell.progress?.('');
  if (flags.format === 'json') shell.print(JSON.stringify(judgement(judged, flags.strict), null, 2));
  else printFindings(judged, flags.strict, shell);
  return failed(judged, flags.strict) ? 1 : 0;
}
