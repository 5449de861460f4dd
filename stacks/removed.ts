/** What leaves: a `removed` block per object. Under an approval its destroy step asks the applier, which may still refuse. */
import { inOrder } from '../config/model/model';
import type { Leaving } from '../config/register';
import { literal } from '../constructs/address';
import { canonicalJson, releaseCommand } from '../constructs/launcher';
import type { BaseStack } from './base-stack';

type Block = Readonly<Record<string, unknown>>;

export class Goodbye {
  private readonly blocks = new Map<string, Block[]>();

  constructor(leaving: Readonly<Record<string, Leaving>>) {
    for (const [key, entry] of inOrder(leaving)) {
      const blocks = this.blocks.get(entry.stack) ?? [];
      // A disk leaves with an edit of its machine and stays as a file; a stack leaves when it is empty.
      if (entry.address !== undefined && !key.startsWith('disk/')) blocks.push(removedBlock(key, entry));
      this.blocks.set(entry.stack, blocks);
    }
  }

  /** Adds the blocks of the objects that a stack still holds in its state. */
  from(stack: BaseStack): void {
    const blocks = this.blocks.get(stack.name) ?? [];
    if (blocks.length > 0) stack.addOverride('removed', blocks);
    this.blocks.delete(stack.name);
  }

  /** Stacks that are described no more: they are written for what they still hold. */
  emptyStacks(): string[] {
    return [...this.blocks.keys()];
  }
}

/** Without an approval it was only described as existing: it is let go from the state and stays where it is. */
const removedBlock = (key: string, { address, approval }: Leaving): Block =>
  approval === undefined
    ? { from: address, lifecycle: { destroy: false } }
    : {
        from: address,
        lifecycle: { destroy: true },
        provisioner: [
          {
            'local-exec': {
              when: 'destroy',
              command: releaseCommand(),
              environment: { CORDEE_ORDER: literal(canonicalJson({ key, approval })) },
            },
          },
        ],
      };
