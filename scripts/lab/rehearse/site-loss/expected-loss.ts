/** What the loss of each site must come to: a file that people write, beside the estate that it is about. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Model } from '../../../../config/model/model';
import { nearest } from '../../../../config/nearest';
import { datacenterSites } from '../../../../config/views';
import { isRecord } from '../../../../config/walk';
import { UsageError } from '../../../usage-error';

/** In a folder whose name begins with a dot: what lies there is no part of the estate. */
export const EXPECTED_LOSS = join('.expected', 'site-loss.yaml');

export interface ExpectedLoss {
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

/** Site → what its loss must come to. Undefined where nobody has written it. */
export type ExpectedLosses = Readonly<Record<string, ExpectedLoss>>;

export function readExpectedLoss(estate: string): ExpectedLosses | undefined {
  const path = join(estate, EXPECTED_LOSS);
  if (!existsSync(path)) return undefined;
  const data: unknown = parse(readFileSync(path, 'utf8'));
  if (isRecord(data) && Object.values(data).every(isLoss)) return data as ExpectedLosses;
  throw new UsageError(`${path} is not understood`, 'it needs, for each site, in `loss` and `return` the lists `off` and `offline`');
}

const isLoss = (value: unknown): value is ExpectedLoss => isRecord(value) && isExpected(value['loss']) && isExpected(value['return']);
const isExpected = (value: unknown): value is Expected => isRecord(value) && isNames(value['off']) && isNames(value['offline']);
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((name) => typeof name === 'string');

/**
 * Names in the file that nothing bears, each in words: what is compared with nothing would agree with everything. `models` are the estate as it
 * was and as it is: a step may have let go what the file names.
 */
export function unknownNames(losses: ExpectedLosses, models: readonly Model[]): readonly string[] {
  const sites = new Set(models.flatMap(datacenterSites));
  const machines = new Set(models.flatMap(({ workloads }) => Object.values(workloads).map(({ name }) => name)));
  const volumes = new Set(models.flatMap((model) => Object.keys(model.volumes)));
  const among = (where: string, what: string, names: readonly string[], known: ReadonlySet<string>): string[] =>
    names.filter((name) => !known.has(name)).map((name) => `${where} \`${name}\` is no ${what}${meant(name, [...known])}`);
  return [
    ...among('site', 'site with a datacenter', Object.keys(losses), sites),
    ...Object.entries(losses).flatMap(([site, loss]) =>
      (['loss', 'return'] as const).flatMap((when) => [
        ...among(`${site}.${when}.off:`, 'machine', loss[when].off, machines),
        ...among(`${site}.${when}.offline:`, 'volume', loss[when].offline, volumes),
      ]),
    ),
  ];
}

const meant = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  return near === undefined ? '' : ` (did you mean \`${near}\`?)`;
};
