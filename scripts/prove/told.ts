/** What the pages of `cordee prove` are made from. */
import type { Colors } from 'picocolors/types';
import type { Proof } from '../../config/analysis';
import type { Model } from '../../config/model/model';
import type { Broken } from './read';

export interface Told {
  readonly model: Model;
  readonly proof: Proof;
  /** Rules of the domain that the files break; the verdict stands all the same. */
  readonly broken: readonly Broken[];
  /** A command about this estate, to be pasted: of the words behind `cordee`. */
  readonly command: (words: string) => string;
  /** Day at which exceptions, contracts and tests were judged. */
  readonly asOf: string;
  /** `file:line` of a Model path, below the folder of the environment. */
  readonly at: (path: string) => string;
  /** Where a figure is written; the field that would say it, where it is left at its default. */
  readonly source: (path: string) => string;
  /** Folder of the environment, as a person would type it. */
  readonly folder: string;
  readonly colors: Colors;
}
