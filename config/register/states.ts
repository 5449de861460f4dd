/** What Terraform’s states hold, in the words of the register. A state is the one memory that no edit and no revert takes back. */
import type { Register } from './types';

/** Stack → the addresses of the managed resources in its state. Only stacks whose state can be read. */
export type Held = ReadonlyMap<string, ReadonlySet<string>>;

export interface Unexplained {
  readonly key: string;
  readonly stack: string;
  readonly address: string;
}

/** What states hold of data, or of what carries some, and a register does not know: neither as described nor as leaving. */
export function* unexplained(held: Held, { keys, leaving }: Register): Generator<Unexplained> {
  const known = new Set([...Object.values(keys), ...Object.values(leaving)].map(({ stack, address }) => `${stack} ${address ?? ''}`));
  for (const [stack, addresses] of held) {
    for (const address of addresses) {
      const key = keyOfAddress(address);
      if (key !== undefined && !known.has(`${stack} ${address}`)) yield { key, stack, address };
    }
  }
}

/** Kinds of key by the type of their resource; owned keys are joined by the only `_` of their address. */
const KINDS: Readonly<Record<string, string>> = {
  vsphere_distributed_virtual_switch: 'switch',
  vsphere_distributed_port_group: 'network',
  vsphere_compute_cluster: 'cluster',
  vsphere_role: 'role',
  vsphere_vmfs_datastore: 'datastore',
  vsphere_virtual_machine: 'vm',
};

/** The key of what holds data or carries what does; undefined for everything else that a state holds. */
function keyOfAddress(address: string): string | undefined {
  const [type = '', name = ''] = address.split('.');
  if (type === 'null_resource') return name.endsWith('_identity') ? `volume/${name.slice(0, -'_identity'.length)}` : undefined;
  const kind = KINDS[type];
  return kind === undefined ? undefined : `${kind}/${name.replace('_', '/')}`;
}
