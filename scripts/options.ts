/** Options that several commands share, so that they mean the same everywhere. */
import { InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENT_VARIABLE, OUTPUT_VARIABLE, USUAL_ENVIRONMENT, USUAL_OUTPUT } from './next-command';

export const environmentOption = () =>
  new Option('-e, --environment <name|folder>', 'environment of the project, or a folder anywhere')
    .default(USUAL_ENVIRONMENT)
    .env(ENVIRONMENT_VARIABLE);

export const formatOption = () => new Option('-f, --format <format>', 'form of the output').choices(['text', 'json']).default('text');

export const strictOption = () => new Option('--strict', 'warnings stop too').default(false);

export const asOfOption = (today: string) =>
  new Option('--as-of <date>', 'day at which dates are judged').default(today, 'today').argParser((value: string) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
    if (day === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value))
      throw new InvalidArgumentError('write a day that exists, as 2027-06-30');
    return value;
  });

export const outputOption = () => new Option('-o, --output <folder>', 'folder of the output').default(USUAL_OUTPUT).env(OUTPUT_VARIABLE);

export interface EnvironmentFlags {
  readonly environment: string;
}
export interface FormatFlags {
  readonly format: 'text' | 'json';
}

/** Examples as they stand at the end of a command’s help. */
export const examples = (...lines: readonly (readonly [command: string, meaning: string])[]): string => {
  const width = Math.max(...lines.map(([command]) => command.length));
  return ['', 'Examples:', ...lines.map(([command, meaning]) => `  $ ${command.padEnd(width)}  # ${meaning}`)].join('\n');
};
