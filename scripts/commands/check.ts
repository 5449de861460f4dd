/** `cordee check`: is the estate valid? */
import { failed, judge } from '../judge';
import { printFindings } from '../print-findings';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';

export interface CheckFlags {
  readonly environment: string;
  readonly format: 'text' | 'json';
  readonly strict: boolean;
  readonly asOf: string;
}

export function runCheck(flags: CheckFlags, shell: Shell): number {
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf);
  const wrong = failed(judged, flags.strict);
  if (flags.format === 'json') {
    const { environment, findings, notJudged } = judged;
    shell.print(JSON.stringify({ environment: environment.name, valid: !wrong, findings, notJudged }, null, 2));
  } else printFindings(judged, flags.strict, shell);
  return wrong ? 1 : 0;
}
