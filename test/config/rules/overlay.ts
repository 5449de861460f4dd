/**
 * A case is an environment with a few edits, so that it shows what matters and nothing else:
 *
 *   base: minimal                       environment it starts from (the default)
 *   with: [school]                      overlays of `cases/shared` that are laid on first
 *   as-of: 2026-11-23                   day of judgement (the default)
 *   edits:
 *     - { file: volumes.yaml, set: donnees-agglo-1.lun, to: 1 }
 *     - { file: storage.yaml, remove: witness }
 *   add:
 *     flows.yaml: …                     text added at the end of that file, or making it
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCollection, isScalar, type Node, parse, parseDocument, stringify } from 'yaml';
import type { SourceFile } from '../../../config/source';
import { AS_OF, filesOf } from '../../support/estates';

type Edit = { readonly file: string } & ({ readonly set: string; readonly to: unknown } | { readonly remove: string });
interface Overlay {
  readonly base?: string;
  readonly with?: readonly string[];
  readonly 'as-of'?: string;
  readonly edits?: readonly Edit[];
  readonly add?: Readonly<Record<string, string>>;
}

export const CASES = join(__dirname, '..', 'cases');

export interface Case {
  readonly files: readonly SourceFile[];
  readonly asOf: string;
}

export function readCase(path: string): Case {
  const overlay = parse(readFileSync(path, 'utf8')) as Overlay;
  const files = new Map<string, string>(filesOf(overlay.base ?? 'minimal').map(({ file, text }) => [file, text]));
  lay(overlay, files, new Set());
  return { files: [...files].map(([file, text]) => ({ file, text })), asOf: overlay['as-of'] ?? AS_OF };
}

export const expectedOf = (folder: string): string => {
  const path = join(folder, 'expected.txt');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** What an overlay stands on is laid first, and once. */
function lay({ with: below = [], edits = [], add = {} }: Overlay, files: Map<string, string>, laid: Set<string>): void {
  for (const shared of below.filter((name) => !laid.has(name))) {
    laid.add(shared);
    lay(parse(readFileSync(join(CASES, 'shared', `${shared}.yaml`), 'utf8')) as Overlay, files, laid);
  }
  for (const [file, text] of Object.entries(add)) files.set(file, (files.get(file) ?? '') + text);
  for (const edit of edits) {
    const text = files.get(edit.file);
    if (text === undefined) throw new Error(`${edit.file} is no file of the case`);
    files.set(edit.file, edited(text, edit));
  }
}

/** A value is replaced in the text as it stands, so that lines and columns stay; only a new key makes the file be written anew. */
function edited(text: string, edit: Edit): string {
  const document = parseDocument(text);
  const path = ('set' in edit ? edit.set : edit.remove).split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const node = document.getIn(path, true) as Node | undefined;
  if (!('set' in edit)) {
    if (!document.deleteIn(path)) throw new Error(`${edit.file} has no ${edit.remove}`);
    return document.toString({ lineWidth: 0, flowCollectionPadding: true });
  }
  const [start, end] = node?.range ?? [];
  const inline = isScalar(node) || (isCollection(node) && node.flow === true);
  if (inline && start !== undefined && end !== undefined) return text.slice(0, start) + oneLine(edit.to) + text.slice(end);
  document.setIn(path, document.createNode(edit.to, { flow: true }));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const oneLine = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
