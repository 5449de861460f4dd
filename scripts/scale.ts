/** A larger estate made from a given one, for measuring: tenants are copied under new keys, and what they stand on grows with them. */
import { parse, stringify } from 'yaml';
import type { SourceFile } from '../config/source';

// Parsed YAML that is taken apart and changed here: its shape was checked when the estate was.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-member-access */
export type Tree = Record<string, any>;

/**
 * `tenants` in all, the given ones among them. The same seed gives the same estate: it decides which tenant each copy is made from. Copies
 * get VLANs and subnets of their own and small disks; hosts, pools and volumes grow, so that the result passes the check. `machines`: a copy
 * with fewer gets copies of its machines.
 */
export function scale(files: readonly SourceFile[], tenants: number, { seed = 1, machines = 0 } = {}): SourceFile[] {
  const originals = files.filter(({ file }) => file.startsWith('tenants/'));
  const random = generator(seed);
  const copies = Array.from({ length: Math.max(0, tenants - originals.length) }, (_, index) => {
    const original = originals[Math.floor(random() * originals.length)];
    return { key: `t${String(index).padStart(4, '0')}`, index, tree: parse(original?.text ?? '') as Tree };
  });
  if (copies.length === 0) return [...files];
  const trusts = trustsOf(files);
  const zones = Object.fromEntries(copies.flatMap(({ key, tree }) => ownZones(tree, key, trusts)));
  const factor = Math.ceil((1.2 * tenants) / originals.length);
  const ground = files.map(({ file, text }) => {
    if (file === 'zones.yaml') return { file, text: text + stringify(zones) };
    const change = GROUND[file.split(/[/.]/)[0] ?? ''];
    if (change === undefined) return { file, text };
    const tree = parse(text) as Tree;
    change(
      tree,
      factor,
      copies.map(({ key }) => key),
    );
    return { file, text: stringify(tree) };
  });
  return [
    ...ground,
    ...copies.map(({ key, index, tree }) => ({
      file: `tenants/${key}.yaml`,
      text: stringify(renumbered(widened(tree, machines), index, key)),
    })),
  ];
}

/** Posture of each zone of the given estate. */
function trustsOf(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const zones = files.filter(({ file }) => file === 'zones.yaml').flatMap(({ text }) => entries(parse(text) as Tree));
  return new Map(zones.map(([key, { trust }]) => [key, trust as string]));
}

/** A zone for each network of the copy, as its original’s is: two tenants in one would reach each other. */
const ownZones = (tree: Tree, key: string, trusts: ReadonlyMap<string, string>): [string, Tree][] =>
  inner(tree['networks']).map((network, position) => {
    const zone = position === 0 ? key : `${key}-${String(position + 1)}`;
    const trust = trusts.get(network['zone'] as string) ?? 'servers';
    network['zone'] = zone;
    return [zone, { title: zone, trust }];
  });

type Change = (tree: Tree, factor: number, tenants: readonly string[]) => void;

/** What must grow, or know of the new tenants, by collection. */
const GROUND: Readonly<Record<string, Change>> = {
  estate: ({ routing }) => (routing['internal'] as string[]).push('10.128.0.0/9'),
  hardware: (tree, factor) => each(tree, (model) => multiply(model, ['memory', 'cores'], factor)),
  'storage-servers': (tree) => each(tree['pools'], (pool) => (pool['capacity'] = '1000 TiB')),
  // A VMFS datastore holds 64 TiB at most.
  volumes: (tree) => each(tree, (volume) => (volume['size'] = '60 TiB')),
  'cost-keys': (tree, _, tenants) =>
    each(tree, ({ weights }) => {
      if (weights !== undefined) for (const tenant of tenants) weights[tenant] = 1;
    }),
};

/** With at least so many machines, those that it has repeated in turn, and a quota that is as much larger. */
function widened(tree: Tree, machines: number): Tree {
  const own = entries(tree['workloads']);
  const times = Math.ceil(machines / Math.max(1, own.length));
  if (times < 2 || own.length === 0) return tree;
  for (let copy = 2; copy <= times; copy++) {
    for (const [key, workload] of own) {
      if (Object.keys(tree['workloads'] as Tree).length >= machines) break;
      // Those that are kept apart name each other: a copy is nobody’s partner.
      const { apart: _, ...alone } = structuredClone(workload);
      tree['workloads'][`${key}-${String(copy)}`] = alone;
    }
  }
  multiply(tree['quota'] as Tree, ['cpu', 'memory', 'storage'], times);
  return tree;
}

const FIRST_VLAN = 600;
const VLANS_PER_POSITION = 1100;

/** The copy’s own VLANs and subnets, and every card on them: a shared network has no room for a thousand tenants; and its own host names. */
function renumbered(tree: Tree, index: number, key: string): Tree {
  const networks = entries(tree['networks']);
  for (const [position, [, network]] of networks.entries()) {
    const prefix = `10.${String(128 + 32 * position + Math.floor(index / 256))}.${String(index % 256)}`;
    Reflect.deleteProperty(network, 'subnet6');
    Object.assign(network, {
      vlan: FIRST_VLAN + index + position * VLANS_PER_POSITION,
      subnet: `${prefix}.0/24`,
      virtualGateway: `${prefix}.1`,
      gateways: Object.fromEntries(Object.keys(network['gateways'] ?? {}).map((site, number) => [site, `${prefix}.${String(2 + number)}`])),
    });
    let last = 10;
    for (const workload of inner(tree['workloads'])) {
      for (const nic of inner(workload['nics'])) {
        const own = networks.some(([name]) => name === nic['network']);
        if (nic['network'] !== networks[position]?.[0] && !(position === 0 && !own)) continue;
        Reflect.deleteProperty(nic, 'address6');
        Object.assign(nic, { network: networks[position]?.[0], address: `${prefix}.${String(++last)}` });
      }
    }
  }
  for (const [position, workload] of inner(tree['workloads']).entries()) {
    workload['hostname'] = `${key}-${String(position)}`;
    if (workload['backup'] === 'video') Object.assign(workload, { backup: 'standard' });
    each(workload['disks'], (disk) => (disk['size'] = '4 GiB'));
  }
  return tree;
}

const entries = (tree: Tree | undefined): [string, Tree][] => Object.entries(tree ?? {}) as [string, Tree][];
const inner = (tree: Tree | undefined): Tree[] => entries(tree).map(([, value]) => value);

export function each(tree: Tree | undefined, visit: (value: Tree) => unknown): void {
  for (const value of inner(tree)) if (typeof value === 'object') visit(value);
}

export function multiply(tree: Tree, fields: readonly string[], factor: number): void {
  for (const field of fields) {
    const value: unknown = tree[field];
    if (typeof value === 'number') tree[field] = value * factor;
    if (typeof value === 'string') tree[field] = value.replace(/^[0-9.]+/, (number) => String(Number(number) * factor));
  }
}

/** A small generator of numbers in [0, 1): the sequence depends on the seed alone (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
