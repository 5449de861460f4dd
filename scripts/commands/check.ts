/** `cordee check`: is the estate valid? */
import { check, type Checked } from '../../config/check';
import { load } from '../../config/load';
import type { Finding } from '../../config/finding';
import { stops } from '../../config/finding';
import { renderFinding } from '../render-findings';
import { findEnvironment, readFiles } from '../read-estate';
import type { Shell } from '../shell';

export interface CheckFlags {
  readonly environment: string;
  readonly format: 'text' | 'json';
  readonly strict: boolean;
  readonly asOf: string;
}

export function runCheck(flags: CheckFlags, shell: Shell): number {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const files = readFiles(environment.folder);
  const checked = check(load(files), { environment: environment.name, asOf: flags.asOf });
  const failed = checked.model === undefined || checked.findings.some((finding) => stops(finding, flags.strict));
  if (flags.format === 'json') {
    shell.print(
      JSON.stringify({ environment: environment.name, valid: !failed, findings: checked.findings, notJudged: checked.notJudged }, null, 2),
    );
  } else {
    const texts = new Map(files.map(({ file, text }) => [file, text.split('\n')]));
    const rendering = {
      colors: shell.colors,
      line: (file: string, line: number) => texts.get(file)?.[line - 1],
      prefix: shell.shortPath(environment.folder),
      strict: flags.strict,
    };
    for (const finding of checked.findings) shell.print(`${renderFinding(finding, rendering)}\n`);
    shell.print(verdict(checked, environment.name, flags.strict));
  }
  return failed ? 1 : 0;
}

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

export function verdict(checked: Checked, name: string, strict: boolean): string {
  const live = checked.findings.filter((finding: Finding) => finding.exception === undefined);
  const errors = live.filter((finding) => finding.severity === 'error').length;
  const warnings = live.length - errors;
  const accepted = checked.findings.length - live.length;
  const parts = [
    count(errors, 'error'),
    count(warnings, 'warning'),
    ...(accepted > 0 ? [`${count(accepted, 'finding')} accepted by exception`] : []),
  ];
  const skipped =
    checked.notJudged.length === 0 ? '' : `\n${count(checked.notJudged.length, 'rule')} not judged until the above is corrected.`;
  const good = checked.model !== undefined && !live.some((finding) => stops(finding, strict));
  return `${name}: ${good ? 'valid' : 'not valid'} (${parts.join(', ')}).${skipped}`;
}
