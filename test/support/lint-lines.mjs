/** Lints lines as if each were the whole of a file: `[[file, line], …]` on standard input, the messages of each on standard output. */
import { ESLint } from 'eslint';
import { text } from 'node:stream/consumers';
import tseslint from 'typescript-eslint';

// Only the layering is asked about; without types a line needs no project around it.
const eslint = new ESLint({
  overrideConfig: [tseslint.configs.disableTypeChecked, { languageOptions: { parserOptions: { project: null } } }],
});
const LAYERING = ['no-restricted-imports', 'no-restricted-syntax'];

const cases = JSON.parse(await text(process.stdin));
const answers = await Promise.all(
  cases.map(async ([file, line]) => {
    const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
    return result.messages.filter(({ ruleId, fatal }) => fatal || LAYERING.includes(ruleId)).map(({ message }) => message);
  }),
);
process.stdout.write(JSON.stringify(answers));
