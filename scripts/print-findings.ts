/** Findings of a judged estate on the screen, and the verdict below them. */
import { stops } from '../config/finding';
import type { Judged } from './judge';
import { renderFinding } from './render-findings';
import type { Shell } from './shell';

export function printFindings(judged: Judged, strict: boolean, shell: Shell): void {
  const texts = new Map(judged.files.map(({ file, text }) => [file, text.split('\n')]));
  if (judged.registerText !== undefined) texts.set('stateful.lock', judged.registerText.split('\n'));
  const rendering = {
    colors: shell.colors,
    line: (file: string, line: number) => texts.get(file)?.[line - 1],
    prefix: shell.shortPath(judged.environment.folder),
    strict,
    because: (key: string) => {
      const exception = judged.model?.exceptions[key];
      return exception === undefined ? undefined : `${exception.reason} (${exception.owner}, until ${exception.until})`;
    },
  };
  // What is accepted comes first and in short: what has to be mended stands next to the verdict.
  const [accepted, live] = [true, false].map((yes) => judged.findings.filter((finding) => (finding.exception !== undefined) === yes));
  for (const finding of [...(accepted ?? []), ...(live ?? [])]) shell.print(`${renderFinding(finding, rendering)}\n`);
  printPending(judged, shell);
  shell.print(verdict(judged, strict));
}

/** Nobody deploys a destruction that he has not read. */
export function printPending({ pending }: Judged, shell: Shell): void {
  for (const { key, approval } of pending)
    shell.print(
      shell.colors.yellow(
        `to be destroyed by the next deployment, unless it is gone already: ${key} (approval \`${approval.key}\`, ${approval.owner}, until ${approval.until})`,
      ),
    );
}

export const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

export function verdict({ findings, model, notJudged, environment }: Judged, strict: boolean): string {
  const live = findings.filter((finding) => finding.exception === undefined);
  const errors = live.filter((finding) => finding.severity === 'error').length;
  const accepted = findings.length - live.length;
  const parts = [
    count(errors, 'error'),
    count(live.length - errors, 'warning'),
    ...(accepted > 0 ? [`${count(accepted, 'finding')} accepted by exception`] : []),
  ];
  const skipped = notJudged.length === 0 ? '' : `\n${count(notJudged.length, 'rule')} not judged until the above is corrected.`;
  const good = model !== undefined && !live.some((finding) => stops(finding, strict));
  return `${environment.name}: ${good ? 'valid' : 'not valid'} (${parts.join(', ')}).${skipped}`;
}
