/** Options and help of `cordee explain`. */
import type { Command } from 'commander';
import { type ExplainFlags, runExplain } from '../commands/explain';
import { examples, formatOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON: { rules: [{ id, severity, title, reason, source, waivable }] }; of one: the same and example?: { change, says }`;

export function addExplain(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('explain')
    .description('a rule: what it wants, why, and where that is known from')
    .argument('[rule]', 'id of a rule, as the check prints it; all of them without it')
    .addOption(formatOption())
    .addHelpText('after', JSON_HELP)
    .addHelpText('after', examples(['cordee explain', 'every rule in one line'], ['cordee explain vlan-unique', 'one rule in full']))
    .action((rule: string | undefined, flags: ExplainFlags) => exit(runExplain(rule, flags, shell)));
}
