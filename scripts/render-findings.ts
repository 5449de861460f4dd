/** Findings as text: place, what, the source line with a caret, what is allowed, the fix. */
import type { Colors } from 'picocolors/types';
import type { Finding, Place } from '../config/finding';
import { stops } from '../config/finding';

export interface Rendering {
  readonly colors: Colors;
  /** Text of a source line, counted from 1; undefined when the file is not there. */
  readonly line: (file: string, line: number) => string | undefined;
  /** Written before file names, so that a terminal can open them; ends in a slash unless empty. */
  readonly prefix: string;
  readonly strict: boolean;
  /** Why an exception accepts what it does, who says so and until when; undefined where that cannot be known. */
  readonly because: (exception: string) => string | undefined;
}

export function renderFinding(finding: Finding, { colors, line, prefix, strict, because }: Rendering): string {
  const where = (place: Place): string => `${prefix}${place.file}:${String(place.line)}:${String(place.column)}`;
  const paint = finding.exception !== undefined ? colors.dim : stops(finding, strict) ? colors.red : colors.yellow;
  const level =
    finding.exception === undefined
      ? finding.severity === 'warning'
        ? 'warning: '
        : ''
      : `accepted by exception \`${finding.exception}\`: `;
  const lines = [`${colors.bold(where(finding.place))}: ${paint(level + finding.message)} ${colors.dim(`[${finding.rule}]`)}`];
  if (finding.exception !== undefined) {
    const reason = because(finding.exception);
    return reason === undefined ? (lines[0] ?? '') : `${lines[0] ?? ''}\n      because: ${reason}`;
  }
  lines.push(...excerpt(finding.place, line, colors));
  if (finding.allowed !== undefined) lines.push(`      allowed: ${finding.allowed}`);
  if (finding.fix !== undefined) lines.push(`      fix: ${finding.fix}`);
  for (const { note, place } of finding.related) lines.push(`      ${note}: ${where(place)}`, ...excerpt(place, line, colors));
  return lines.join('\n');
}

function excerpt(place: Place, line: Rendering['line'], colors: Colors): string[] {
  const text = line(place.file, place.line)?.replace(/\t/g, ' ').trimEnd();
  if (text === undefined || text === '') return [];
  const number = String(place.line).padStart(5);
  const caret = '^'.padEnd(Math.max(1, Math.min(place.length, text.length - place.column + 1)), '~');
  return [`${colors.dim(`${number} |`)} ${text}`, `${colors.dim('      |')} ${' '.repeat(place.column - 1)}${caret}`];
}
