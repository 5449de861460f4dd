/** What the states of a lab hold. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabFolder } from './folder';

export interface StateObject {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface State {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Names of the stacks that have one. */
export const statesOf = (lab: LabFolder): string[] =>
  existsSync(lab.states) ? readdirSync(lab.states).flatMap((name) => /^(.+)\.tfstate$/.exec(name)?.[1] ?? []) : [];

/** Objects of a stack’s state, and with `all` what its data sources read; nothing where there is none yet. */
export function objectsIn(lab: LabFolder, stack: string, modes: 'managed' | 'all' = 'managed'): readonly StateObject[] {
  const file = join(lab.states, `${stack}.tfstate`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text === '') return [];
  return (JSON.parse(text) as State).resources
    .filter(({ mode }) => modes === 'all' || mode === 'managed')
    .flatMap(({ mode, type, name, instances }) =>
      instances.map(({ attributes = {} }) => ({ address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`, type, attributes })),
    );
}
