/** What the pages of `cordee prove` are made from. */
import type { Colors } from 'picocolors/types';
import type { Proof } from '../../config/analysis';
import type { Model } from '../../config/model/model';

export interface Told {
  readonly model: Model;
  readonly proof: Proof;
  /** Day at which exceptions, contracts and tests were judged. */
  readonly asOf: string;
  /** `file:line` of a Model path, below the folder of the environment. */
  readonly at: (path: string) => string;
  /** Folder of the environment, as a person would type it. */
  readonly folder: string;
  readonly colors: Colors;
}
