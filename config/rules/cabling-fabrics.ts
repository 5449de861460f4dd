import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';

interface Cable {
  readonly at: string;
  readonly what: string;
  readonly site: string;
  readonly physicalSwitch: string;
}

/** The two paths to the storage. Their port groups have one active uplink: path A the first of the distributed switch, path B the second. */
const FABRICS = [
  { name: 'A', network: 'iscsi-a', port: 'front-end-a', uplink: 0 },
  { name: 'B', network: 'iscsi-b', port: 'front-end-b', uplink: 1 },
] as const;

export const cablingFabrics: Rule = {
  id: 'cabling-fabrics',
  severity: 'error',
  title: 'Each iSCSI path keeps to one physical switch per site: that of the front-ends and that of the hosts’ uplinks that carry it.',
  reason:
    'Path A takes the first uplink of its distributed switch, path B the second, and neither has a standby. An uplink on the switch of the other path finds no front-end there, or crosses to it over the cable between the switches: then one dead switch takes both paths.',
  source: 'DataCore host configuration guide for VMware (separate fabrics); vSphere storage guide (port binding of software iSCSI).',
  reads: ['networks', 'tenants', 'schools', 'distributed-switches', 'hosts', 'storage-servers', 'physical-switches'],
  check: (model, report) => {
    for (const fabric of FABRICS) {
      // A cable to another site is the finding of another rule.
      const cables = [...cablesOf(model, fabric)].filter(
        ({ site, physicalSwitch }) => model['physical-switches'][physicalSwitch]?.site === site,
      );
      for (const site of new Set(cables.map((cable) => cable.site))) {
        const here = cables.filter((cable) => cable.site === site);
        const usual = mostFrequent(here.map(({ physicalSwitch }) => physicalSwitch));
        const other = here.find(({ physicalSwitch }) => physicalSwitch === usual);
        for (const { at, what, physicalSwitch } of here) {
          if (other === undefined || physicalSwitch === usual) continue;
          report({
            at,
            message: `${what} carries path ${fabric.name} and is cabled to \`${physicalSwitch}\`; path ${fabric.name} at \`${site}\` is on \`${usual}\``,
            fix: `cable it to \`${usual}\`, or see whether paths A and B are swapped`,
            also: [{ at: other.at, note: `path ${fabric.name} there` }],
          });
        }
      }
    }
  },
};

/** Front-ends first: where as many cables go here as there, theirs decide. */
function* cablesOf(model: Model, { network, port: role, uplink: place }: (typeof FABRICS)[number]): Generator<Cable> {
  for (const [key, { site, ports }] of inOrder(model['storage-servers'])) {
    for (const [port, { role: own, physicalSwitch }] of inOrder(ports)) {
      if (own === role)
        yield { at: `storage-servers.${key}.ports.${port}.physicalSwitch`, what: `port \`${port}\` of \`${key}\``, site, physicalSwitch };
    }
  }
  const switches = new Set(Object.values(model.networks).flatMap(({ role: own, switch: name }) => (own === network ? (name ?? []) : [])));
  for (const [key, { site, nics }] of inOrder(model.hosts)) {
    for (const [nic, { switch: name, uplink, physicalSwitch }] of inOrder(nics)) {
      if (switches.has(name) && model['distributed-switches'][name]?.uplinks[place] === uplink)
        yield { at: `hosts.${key}.nics.${nic}.physicalSwitch`, what: `card \`${nic}\` of \`${key}\``, site, physicalSwitch };
    }
  }
}

/** The first of those that occur most often. */
function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
