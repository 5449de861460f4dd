/**
 * A command that is printed as the next step leads to the same estate and the same output: it can be pasted as it stands. What is taken
 * without being said, here or in the shell’s environment, is left out.
 */
import { quoted } from './usage-error';

export const USUAL_ENVIRONMENT = 'chelles';
export const USUAL_OUTPUT = 'cdktf.out';
export const ENVIRONMENT_VARIABLE = 'CORDEE_ENVIRONMENT';
export const OUTPUT_VARIABLE = 'CDKTF_OUTDIR';

export interface Reached {
  /** As the user called it: a name or a folder. */
  readonly environment: string;
  /** Given where the command looks at the output. */
  readonly output?: string;
}

const option = (name: string, value: string | undefined, usual: string, variable: string): readonly string[] =>
  value === undefined || (value === usual && (process.env[variable] ?? usual) === usual) ? [] : [name, quoted(value)];

/** `-e ../our-estate -o out`, word by word; nothing for what is usual. */
export const reaching = ({ environment, output }: Reached): readonly string[] => [
  ...option('-e', environment, USUAL_ENVIRONMENT, ENVIRONMENT_VARIABLE),
  ...option('-o', output, USUAL_OUTPUT, OUTPUT_VARIABLE),
];

export const command = (words: string, reached: Reached): string => ['cordee', words, ...reaching(reached)].join(' ');

/** As it is run in the folder of the project: `npm start`, `npm run rehearse`. */
export const npm = (words: string, reached: Reached): string => {
  const options = reaching(reached);
  return ['npm', words, ...(options.length === 0 ? [] : ['--', ...options])].join(' ');
};
