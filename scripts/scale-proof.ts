/** A larger estate for the proof: it must fit after every failure that it promises to survive, as the one that it is made from does. */
import { parse, stringify } from 'yaml';
import type { SourceFile } from '../config/source';
import { each, multiply, scale, type Tree } from './scale';

/** Machines of each tenant that is added: with 1,000 tenants 7,000 in all. */
const MACHINES = 7;
/** Tenants for which each site gets one more host. */
const TENANTS_PER_HOST = 23;

/**
 * Tenants, and what carries them: more hosts and larger ones; pools, repositories and links as much faster. Nothing else is multiplied:
 * sites, switches, storage servers, volumes and premises are as many as before, so that 1,000 tenants have some 300 elements.
 */
export function scaleToProve(files: readonly SourceFile[], tenants: number): SourceFile[] {
  const originals = files.filter(({ file }) => file.startsWith('tenants/')).map(({ text }) => parse(text) as Tree);
  if (tenants <= originals.length) return [...files];
  const machines = originals.reduce((sum, tree) => sum + Object.keys(tree['workloads'] as Tree).length, 0);
  const growth = Math.ceil((MACHINES * tenants) / machines);
  const hosts = hostsMore(files, Math.ceil(tenants / TENANTS_PER_HOST));
  // Larger models are put in for the estate’s own: what the check needs of them alone would leave no host short of anything.
  const larger = Math.ceil(growth / (1 + hosts.length / hostsOf(files).length));
  return [
    ...scale(files, tenants, { machines: MACHINES }).map(({ file, text }) => {
      const collection = file.split(/[/.]/)[0] ?? '';
      if (collection === 'hardware') {
        const tree = parse(files.find((original) => original.file === file)?.text ?? '') as Tree;
        each(tree, (model) => multiply(model, ['memory', 'cores'], larger));
        return { file, text: stringify(tree) };
      }
      const change = FASTER[collection];
      if (change === undefined) return { file, text };
      const tree = parse(text) as Tree;
      change(tree, growth);
      return { file, text: stringify(tree) };
    }),
    ...hosts,
  ];
}

const FASTER: Readonly<Record<string, (tree: Tree, growth: number) => void>> = {
  'storage-servers': (tree, growth) =>
    each(tree['pools'] as Tree, (pool) => multiply(pool, ['iops', 'throughput', 'writeThroughIops', 'writeThroughThroughput'], growth)),
  repositories: (tree, growth) => each(tree, (repository) => multiply(repository, ['capacity', 'throughput'], growth)),
  links: (tree, growth) => each(tree, (link) => multiply(link, ['capacity'], growth)),
};

/** The cluster that carries tenants. */
const CLUSTER = 'production';
const FIRST_ADDRESS = 100;

const hostsOf = (files: readonly SourceFile[]): Tree[] =>
  files
    .filter(({ file }) => file.startsWith('hosts/'))
    .map(({ text }) => parse(text) as Tree)
    .filter((host) => host['cluster'] === CLUSTER);

/** So many more at each site: copies of those that are there in turn, so that the rooms fill alike, with addresses of their own. */
function hostsMore(files: readonly SourceFile[], more: number): SourceFile[] {
  const known = hostsOf(files);
  const sites = [...new Set(known.map(({ site }) => site as string))];
  return sites.flatMap((site, position) => {
    const there = known.filter((host) => host['site'] === site);
    return Array.from({ length: more }, (_, index) => {
      const host = structuredClone(there[index % there.length] ?? {});
      const key = `esx-${site}-${String(there.length + index + 1)}`;
      const last = FIRST_ADDRESS + position * more + index;
      const addresses = host['addresses'] as Record<string, string>;
      Object.assign(host, {
        name: `${key}.chelles.example`,
        serial: key,
        localDatastore: { ...(host['localDatastore'] as Tree), name: `local-${key}` },
        iqn: `iqn.1998-01.com.vmware:${key}`,
        addresses: Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, address.replace(/[0-9]+$/, String(last))])),
      });
      return { file: `hosts/${key}.yaml`, text: stringify(host) };
    });
  });
}
