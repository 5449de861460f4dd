/**
 * An estate as the proof reads it: the files alone. Rules that they break are told beside the verdict, and the register of what holds data is
 * not asked: a copy that says “what if” has none, and none is deployed from it.
 */
import { check } from '../../config/check';
import { stops } from '../../config/finding';
import { load, type Loaded } from '../../config/load';
import type { Model } from '../../config/model/model';
import { count } from '../print-findings';
import { command } from '../next-command';
import { type Environment, reachOf, readFiles } from '../read-estate';
import { UsageError } from '../usage-error';

/** A rule of the domain that the files break, and no live exception accepts. */
export interface Broken {
  readonly rule: string;
  /** Model path of what it is about. */
  readonly subject: string;
  /** `file:line`, below the folder of the environment. */
  readonly at: string;
  readonly message: string;
}

export interface Read {
  readonly model: Model;
  readonly loaded: Loaded;
  readonly broken: readonly Broken[];
}

/** Refuses what cannot be resolved: syntax, shape, references. */
export function readAsIs(environment: Environment, asOf: string): Read {
  const loaded = load(readFiles(environment.folder));
  const { model, findings } = check(loaded, { environment: environment.name, asOf });
  const errors = findings.filter((finding) => stops(finding));
  if (model === undefined)
    throw new UsageError(
      `${environment.name} cannot be resolved, so nothing can be proved: ${count(errors.length, 'error')}`,
      `see them: ${command('check', reachOf(environment))}`,
    );
  const broken = errors.map(({ rule, subject, place, message }) => ({ rule, subject, at: `${place.file}:${String(place.line)}`, message }));
  return { model, loaded, broken };
}
