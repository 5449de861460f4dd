/** What leaves with an approval: a `removed` block per object, whose destroy step asks the applier, which may still refuse. */
import type { App } from 'cdktf';
import { inOrder, type Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { canonicalJson, releaseCommand } from '../constructs/launcher';
import { BaseStack } from './base-stack';

/** Adds the blocks to the stacks that hold the objects; a stack that is described no more is made for them alone. */
export function letGo(
  app: App,
  model: Model,
  stacks: readonly BaseStack[],
  leaving: Readonly<Record<string, Leaving>>,
): readonly BaseStack[] {
  const byStack = new Map<string, Record<string, unknown>[]>();
  for (const [key, entry] of inOrder(leaving)) {
    const blocks = byStack.get(entry.stack) ?? [];
    // A disk leaves with an edit of its machine and stays as a file; a stack leaves when it is empty.
    const holds = entry.address !== undefined && !key.startsWith('disk/');
    byStack.set(entry.stack, holds ? [...blocks, removedBlock(key, entry)] : blocks);
  }
  return [...byStack].flatMap(([name, blocks]) => {
    const known = stacks.find((stack) => stack.name === name);
    const stack = known ?? new BaseStack(app, name, model);
    if (blocks.length > 0) stack.addOverride('removed', blocks);
    return known === undefined ? [stack] : [];
  });
}

const removedBlock = (key: string, { address, approval }: Leaving): Record<string, unknown> => ({
  from: address,
  lifecycle: { destroy: true },
  provisioner: [
    { 'local-exec': { when: 'destroy', command: releaseCommand(), environment: { CORDEE_ORDER: canonicalJson({ key, approval }) } } },
  ],
});
