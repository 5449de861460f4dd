/** What leaves: a `removed` block per object. Under an approval its destroy step asks the applier, which may still refuse. */
import { inOrder, type Model } from '../config/model/model';
import type { Leaving } from '../config/register';
import { hasAdapters } from '../config/views';
import { literal } from '../constructs/address';
import { adapterAddress } from '../constructs/telecom/host-adapters';
import { canonicalJson, releaseCommand } from '../constructs/launcher';
import { type BaseStack, estateMark } from './base-stack';

type Block = Readonly<Record<string, unknown>>;

export class Goodbye {
  private readonly blocks = new Map<string, Block[]>();

  constructor(leaving: Readonly<Record<string, Leaving>>, model: Model, facts: string) {
    const storage = storageOf(model, facts);
    for (const [key, entry] of inOrder(leaving)) {
      const blocks = this.blocks.get(entry.stack) ?? [];
      // A disk leaves with an edit of its machine and stays as a file; a stack leaves when it is empty.
      if (entry.address !== undefined && !key.startsWith('disk/'))
        blocks.push(
          removedBlock(key, entry, key.startsWith('volume/') ? { CORDEE_WHERE: storage } : {}),
          ...settingsOf(key, entry),
          ...adaptersOn(key, entry, model),
        );
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

/** How the applier reaches the storage, to take a volume from its hosts and delete it: by every server that is described now. */
function storageOf(model: Model, facts: string): string {
  const { storage, 'storage-servers': servers } = model;
  const reached = inOrder(servers).map(([, { hostName, management }]) => ({ server: hostName, management }));
  // Only from these it is taken: what another host keeps on it is not to be seen from here.
  const hosts = inOrder(model.hosts).map(([, { name }]) => name);
  return literal(canonicalJson({ endpoints: storage.rest.endpoints, servers: reached, hosts, estate: estateMark(model), facts }));
}

/** The settings of a volume that stays in place are let go with it: nobody sees them destroyed in a plan and wonders. */
const settingsOf = (key: string, { address, approval }: Leaving): Block[] =>
  key.startsWith('volume/') && approval === undefined
    ? [{ from: address?.replace(/_identity$/, '_settings'), lifecycle: { destroy: false } }]
    : [];

/** The adapters of hosts on a network that stays in place are let go with it: hosts would lose their storage. Where none was made, nothing happens. */
function adaptersOn(key: string, { approval }: Leaving, model: Model): Block[] {
  const network = key.startsWith('network/') ? model.networks[key.slice('network/'.length)] : undefined;
  if (approval !== undefined || network === undefined || !hasAdapters(network)) return [];
  return inOrder(model.hosts).map(([host]) => ({ from: adapterAddress(host, network.id), lifecycle: { destroy: false } }));
}

/** Without an approval it was only described as existing: it is let go from the state and stays where it is. */
const removedBlock = (key: string, { address, approval }: Leaving, reached: Readonly<Record<string, string>>): Block =>
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
              environment: { CORDEE_ORDER: literal(canonicalJson({ key, approval })), ...reached },
            },
          },
        ],
      };
