import { choice, defaulted, group, integer, keyed, list, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';

export const clusterKind = kind(
  'cluster',
  'clusters',
  'A vSphere compute cluster stretched over both sites. Every setting a stretched cluster needs is written explicitly.',
  {
    title: title(),
    existing: existing(),
    inventoryName: inventoryName(),
    evc: text('EVC mode, such as `intel-icelake`: the baseline of the oldest processors in the cluster.', {
      pattern: '^(intel|amd)-[a-z0-9-]+$',
    }),
    heartbeat: list(ref('datastores', 'Datastore.'), 'Heartbeat datastores: at least two preferred at each site.', { minItems: 1 }),
    isolationResponse: defaulted(
      choice(
        ['none', 'powerOff', 'shutdown'],
        'What a host does with its VMs when isolated. `powerOff` where storage shares the network (iSCSI).',
      ),
      'powerOff',
    ),
    apdResponse: defaulted(
      choice(['restartConservative', 'restartAggressive', 'warning', 'disabled'], 'Reaction to all paths down of a datastore.'),
      'restartConservative',
    ),
    pdlResponse: defaulted(choice(['restartAggressive', 'warning', 'disabled'], 'Reaction to permanent device loss.'), 'restartAggressive'),
    apdDelay: defaulted(quantity('duration', 'Delay after the hosts’ APD time-out before VMs are restarted.', { step: 1 }), '180 s'),
    drs: defaulted(
      choice(
        ['manual', 'partiallyAutomated', 'fullyAutomated'],
        'Automation level of DRS. `manual` before the hosts of a lost site return, until every mirror is whole again: else machines go home to disks that are still read across the link.',
      ),
      'fullyAutomated',
    ),
    drsThreshold: defaulted(integer('DRS migration threshold, 1 (conservative) to 5.', { minimum: 1, maximum: 5 }), 3),
    dpm: optional(
      group(
        {
          automation: choice(['manual', 'automated'], 'Automation level of power management.'),
          keepOn: keyed(integer('Hosts that are never powered off.', { minimum: 1 }), 'Hosts always on, per site.', {
            keys: 'sites',
            minProperties: 1,
          }),
        },
        'Power management (DPM). Absent: off.',
      ),
    ),
    restartTimeout: defaulted(quantity('duration', 'How long HA waits for one restart priority before the next.', { step: 1 }), '600 s'),
  },
);
export type Cluster = Entity<typeof clusterKind>;
