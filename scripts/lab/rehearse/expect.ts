/** What a change may do, by kind of action and of resource. */
import type { Action } from '../terraform-plan';
import type { StackRecord } from './record';
import { Disagreement } from './step';

/** Action → kinds of resources: it must happen to one of each, or may. */
export type Allowed = Readonly<Partial<Record<Action, readonly string[]>>>;

/** Stands for a generated file or for an order to the applier: one that changes is made again, and nothing is lost with it. */
export const NOTE = 'null_resource';

/** `may` may happen, and need not. */
export function expectOnly(stacks: readonly StackRecord[], must: Allowed, may: Allowed = {}): void {
  const changes = stacks.flatMap(({ stack, changes: own }) => own.map((change) => ({ ...change, stack })));
  const other = changes.filter(
    ({ action, kind }) => kind !== NOTE && must[action]?.includes(kind) !== true && may[action]?.includes(kind) !== true,
  );
  if (other.length > 0)
    throw new Disagreement(
      `more than was asked for: ${other.map(({ action, stack, address }) => `${action} ${stack}:${address}`).join(', ')}`,
    );
  for (const [action, kinds] of Object.entries(must))
    for (const kind of kinds)
      if (!changes.some((change) => change.action === action && change.kind === kind))
        throw new Disagreement(`nothing of ${kind} is there to ${action}`);
}

/** From nothing: everything is made, and there is something to make. */
export function expectCreated(stacks: readonly StackRecord[]): void {
  const changes = stacks.flatMap(({ stack, changes: own }) => own.map((change) => ({ ...change, stack })));
  const other = changes.filter(({ action }) => action !== 'create').map(({ action, stack, address }) => `${action} ${stack}:${address}`);
  if (other.length > 0) throw new Disagreement(`there was something already: ${other.join(', ')}`);
  if (changes.length === 0) throw new Disagreement('there was nothing to create');
}

/** Whatever is changed or made, nothing is destroyed but notes. */
export function expectNothingDestroyed(stacks: readonly StackRecord[]): void {
  const gone = stacks.flatMap(({ stack, changes }) =>
    changes
      .filter(({ action, kind }) => kind !== NOTE && (action === 'delete' || action === 'replace'))
      .map(({ address }) => `${stack}:${address}`),
  );
  if (gone.length > 0) throw new Disagreement(`this destroys ${gone.join(', ')}`);
}
