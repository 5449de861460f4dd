/** Rules that the files break: a verdict about such an estate is about what they say, and may change with it. */
import type { Told } from './told';
import { plural, wrapped } from './words';

/** Empty where no rule is broken. `most`: findings that are told one by one; the others are counted. */
export function brokenLines({ broken, colors, command }: Told, most = 0): readonly string[] {
  if (broken.length === 0) return [];
  const [head = '', ...rest] = wrapped(
    `the files break ${rulesOf(broken)}: the verdict is about what they say, and what is deployed may be something else:`,
    '  ',
  );
  const shown = broken.slice(0, most);
  const left = broken.length - shown.length;
  return [
    `${colors.yellow('!')}${head.slice(1)}`,
    ...rest,
    // Whole, however long: it is to be pasted.
    `    ${command('check')}`,
    ...shown.flatMap(({ rule, message, at }) => wrapped(`${message} [${rule}] (${at})`, '    ', '      ')),
    ...(left === 0 || most === 0 ? [] : [`    … and ${String(left)} more: ${command('prove --all')}`]),
  ];
}

function rulesOf(broken: Told['broken']): string {
  const rules = new Set(broken.map(({ rule }) => rule)).size;
  return rules === broken.length ? plural(rules, 'rule') : `${plural(rules, 'rule')} in ${plural(broken.length, 'place')}`;
}
