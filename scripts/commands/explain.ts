/** `cordee explain`: what a rule wants, why, and where that is known from. */
import { builtInRules, type RuleText } from '../../config/built-in-rules';
import { proofRules } from '../../config/proof-rules';
import { nearest } from '../../config/nearest';
import { rules } from '../../config/rules/index';
import type { FormatFlags } from '../options';
import { exampleOf, type RuleExample } from '../rule-examples';
import type { Shell } from '../shell';
import { textTable } from '../text-table';
import { UsageError } from '../usage-error';

export type ExplainFlags = FormatFlags;

const all: readonly RuleText[] = [...builtInRules, ...proofRules, ...rules];

export function runExplain(id: string | undefined, flags: ExplainFlags, shell: Shell): number {
  if (id === undefined) {
    if (flags.format === 'json') shell.print(JSON.stringify({ rules: all.map(asData) }, null, 2));
    else shell.print(textTable(all.map((rule) => [rule.id, rule.severity, rule.title])));
    return 0;
  }
  const rule = all.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = nearest(
      id,
      all.map((candidate) => candidate.id),
    );
    throw new UsageError(
      `\`${id}\` is no rule`,
      near === undefined ? 'all of them: cordee explain' : `did you mean \`${near}\`? All of them: cordee explain`,
    );
  }
  const example = exampleOf(rule.id, shell.projectFolder);
  if (flags.format === 'json') shell.print(JSON.stringify({ ...asData(rule), ...(example === undefined ? {} : { example }) }, null, 2));
  else shell.print(inFull(rule, example, shell));
  return 0;
}

const asData = ({ id, severity, title, reason, source, waivable }: RuleText) => ({
  id,
  severity,
  title,
  reason,
  source,
  waivable: waivable === true,
});

function inFull({ id, severity, title, reason, source, waivable }: RuleText, example: RuleExample | undefined, { colors }: Shell): string {
  const accepted =
    waivable === true ? 'An entry of `exceptions` can accept its findings, with a reason, an owner and an end.' : 'It cannot be excepted.';
  return [
    `${colors.bold(id)} (${severity})`,
    '',
    title,
    '',
    reason,
    '',
    `Source: ${source}`,
    accepted,
    ...(example === undefined
      ? []
      : ['', 'With this change to the smallest estate …', ...indented(example.change), '… the check says:', ...indented(example.says)]),
  ].join('\n');
}

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`.trimEnd());
