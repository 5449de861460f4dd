/** An environment as a Model, and the telecom stack as parsed JSON. Rules are not this test’s business: only shape and references count. */
import { App, Testing } from 'cdktf';
import { join } from 'node:path';
import { check } from '../../../config/check';
import { load } from '../../../config/load';
import type { Model } from '../../../config/model/model';
import { readFiles } from '../../../scripts/read-estate';
import { TelecomStack } from '../../../stacks/telecom-stack';
import { PROJECT } from '../../support/needs';

export function modelOf(environment: string): Model {
  const loaded = load(readFiles(join(PROJECT, 'config', 'environments', environment)));
  const { model, findings } = check(loaded, { environment, asOf: '2026-11-23', rules: [] });
  if (model === undefined) throw new Error(findings.map((finding) => JSON.stringify(finding)).join('\n'));
  return model;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export function synthTelecom(model: Model): {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly text: string;
  readonly stack: TelecomStack;
} {
  const stack = new TelecomStack(new App(), model);
  const text = Testing.synth(stack);
  return { stack, text, ...(JSON.parse(text) as { resource: Blocks; data: Blocks }) };
}

export const namesOf = (blocks: Blocks, type: string): readonly string[] => Object.keys(blocks[type] ?? {}).sort();

/** A Model that differs in some places, named by their path; Models are plain data. */
export function changed(model: Model, changes: Readonly<Record<string, unknown>>): Model {
  const copy = structuredClone(model) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let place = copy;
    for (const key of keys) place = place[key] as Record<string, unknown>;
    place[last] = value;
  }
  return copy as unknown as Model;
}

/** Another title wherever there is one. */
export function retitled(model: Model): Model {
  const again = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(again);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'title' ? 'Autre titre' : again(inner)]));
  };
  return again(model) as Model;
}

/** The same entities, read in another order. */
export function reordered(model: Model): Model {
  const again = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, again(inner)]),
        )
      : value;
  return again(model) as Model;
}
