/** Options and help of `cordee check`. */
import type { Command } from 'commander';
import { type CheckFlags, runCheck } from '../commands/check';
import { asOfOption, environmentOption, examples, formatOption, strictOption } from '../options';
import type { Shell } from '../shell';

const JSON_HELP = `
JSON: { version, environment, valid, findings, notJudged, pending }
  findings   [{ rule, severity, subject, place, message, allowed?, fix?, related: [{ note, place }], exception? }]
  place      { file, line, column, length }, counted from 1; file relative to the folder of the environment
  notJudged  ids of the rules that wait until errors of syntax, shape or reference are corrected
  pending    [{ key, approval }]: what deployments still destroy, unless it is gone already (a check asks no state; synth does)`;

export function addCheck(cordee: Command, shell: Shell, exit: (code: number) => void): void {
  cordee
    .command('check')
    .description('is the estate valid?')
    .addOption(environmentOption())
    .addOption(formatOption())
    .addOption(strictOption())
    .addOption(asOfOption(shell.today))
    .addHelpText('after', JSON_HELP)
    .addHelpText(
      'after',
      examples(
        ['cordee check', 'the reference estate'],
        ['cordee check -e ../our-estate --strict', 'an estate elsewhere; warnings stop too'],
        ['cordee check --as-of 2027-06-30', 'what will have ended by then?'],
        ['cordee check --format json | jq .findings', 'for other tools'],
      ),
    )
    .action((flags: CheckFlags) => exit(runCheck(flags, shell)));
}
