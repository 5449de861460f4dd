/** `config/schema/rules.md`: what the check enforces, and why. */
import { builtInRules, type RuleText } from '../../config/built-in-rules';
import { proofRules } from '../../config/proof-rules';
import { rules } from '../../config/rules/index';
import { GENERATED, table } from './words';

/** Built-in rules first, then those of the domain in the order of `config/rules/index.ts`. */
export const allRuleTexts: readonly RuleText[] = [...builtInRules, ...proofRules, ...rules];

export const rulesPage = (): string =>
  [
    '# Rules',
    GENERATED,
    'An error stops; a warning does not, unless `--strict`. A rule that can be excepted has its findings accepted by an entry of `exceptions`, with a reason, an owner and an end. The same texts: `cordee explain <rule>`.',
    table(
      ['rule', 'severity', 'what must hold'],
      allRuleTexts.map(({ id, severity, title }) => [`[${id}](#${id})`, severity, title]),
    ),
    ...allRuleTexts.map(section),
    '',
  ]
    .join('\n\n')
    .trimEnd() + '\n';

const section = ({ id, severity, title, reason, source, waivable }: RuleText): string =>
  [`## ${id}`, `**${title}** (${severity}${waivable === true ? ', can be excepted' : ''})`, reason, `Source: ${source}`].join('\n\n');
