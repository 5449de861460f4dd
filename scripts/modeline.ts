/** The first line of every file of the estate: it tells editors which schema gives completion and hover texts. */
import type { SourceFile } from '../config/source';
import { schemaNameOf } from './generation/editor-schema';

const MODELINE = /^# yaml-language-server: \$schema=(\S+)\n/;

/** `schemaFolder` is seen from the folder of the estate. Undefined for a file that is of no kind. */
export function modeline(file: string, schemaFolder: string): string | undefined {
  const name = schemaNameOf(file);
  const up = '../'.repeat(file.split('/').length - 1);
  return name === undefined ? undefined : `# yaml-language-server: $schema=${up}${schemaFolder}/${name}\n`;
}

export const withModeline = (text: string, line: string | undefined): string => (line ?? '') + text.replace(MODELINE, '');

/** Folder of the schemas, seen from the folder of the estate, as its files name it. */
export function schemaFolderOf(files: readonly SourceFile[]): string | undefined {
  for (const { file, text } of files) {
    const [, target] = MODELINE.exec(text) ?? [];
    const up = '../'.repeat(file.split('/').length - 1);
    if (target?.startsWith(up) === true) return target.slice(up.length).replace(/\/[^/]*$/, '');
  }
  return undefined;
}
