/** Small estates for the analysis: the files of an environment with some texts replaced, and the Model that they give. */
import type { Model } from '../../../config/model/model';
import { changed, checked, filesOf } from '../../support/estates';

/** File, what is written there (once), and what is written instead. */
export type Replacement = readonly [file: string, before: string, after: string];

export function modelOf(
  environment: 'minimal' | 'chelles',
  replacements: readonly Replacement[] = [],
  added: Readonly<Record<string, string>> = {},
): Model {
  const texts: Record<string, string> = { ...added };
  for (const [file, before, after] of replacements) {
    const text = texts[file] ?? filesOf(environment).find((known) => known.file === file)?.text;
    if (text?.split(before).length !== 2) throw new Error(`${file} does not have once: ${before}`);
    texts[file] = text.replace(before, after);
  }
  const { model, findings } = checked(changed(environment, texts), environment);
  if (model === undefined) throw new Error(findings.map(({ message }) => message).join('\n'));
  return model;
}
