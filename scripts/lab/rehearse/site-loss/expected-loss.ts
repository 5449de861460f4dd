/** What the loss of a site must come to: a file that people write, beside the estate that it is about. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isRecord } from '../../../../config/walk';
import { UsageError } from '../../../usage-error';

/** In a folder whose name begins with a dot: what lies there is no part of the estate. */
export const EXPECTED_LOSS = join('.expected', 'site-loss.yaml');

export interface ExpectedLoss {
  readonly site: string;
  /** While it is lost. Every machine at home there that is not named restarts at the other site. */
  readonly loss: Expected;
  /** Once it is back. */
  readonly return: Expected;
}

export interface Expected {
  /** Names of machines that are off. */
  readonly off: readonly string[];
  /** Keys of volumes that nobody can reach. */
  readonly offline: readonly string[];
}

/** Undefined where nobody has written one. */
export function readExpectedLoss(estate: string): ExpectedLoss | undefined {
  const path = join(estate, EXPECTED_LOSS);
  if (!existsSync(path)) return undefined;
  const data: unknown = parse(readFileSync(path, 'utf8'));
  if (isRecord(data) && typeof data['site'] === 'string' && isExpected(data['loss']) && isExpected(data['return']))
    return { site: data['site'], loss: data['loss'], return: data['return'] };
  throw new UsageError(`${path} is not understood`, 'it needs `site`, and in `loss` and `return` the lists `off` and `offline`');
}

const isExpected = (value: unknown): value is Expected => isRecord(value) && isNames(value['off']) && isNames(value['offline']);
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((name) => typeof name === 'string');
