import { choice, defaulted, group, integer, quantity } from './fields';

/** What the survival proof assumes of HA, mirrored storage and routing. */
export const continuityAssumptions = () => ({
  ha: defaulted(
    group(
      {
        detection: defaulted(
          quantity(
            'duration',
            'From the loss of a host to the decision to restart, a new HA master included. Source: HA deep dive, 15 to 20 s.',
          ),
          '20 s',
        ),
        isolation: defaulted(
          quantity('duration', 'From a host’s isolation to its isolation response. Source: HA deep dive, 30 s after the declaration.'),
          '60 s',
        ),
        apdTimeout: defaulted(quantity('duration', 'The hosts’ `Misc.APDTimeout`. Source: vSphere default.'), '140 s'),
        retry: defaulted(quantity('duration', 'How long HA tries again; later it is a manual start. Source: HA deep dive.'), '30 min'),
        startsPerHost: defaulted(integer('Machines that HA starts at a time on one host. Source: HA deep dive.', { minimum: 1 }), 32),
        startTime: defaulted(quantity('duration', 'Time that HA needs for one wave of starts. Our own estimate.'), '60 s'),
        hostBoot: defaulted(
          quantity(
            'duration',
            'Until a host that power management (DPM) let sleep carries machines. Our own estimate: the self-test of a server and the boot of its hypervisor.',
          ),
          '8 min',
        ),
        memoryOverhead: defaulted(quantity('share', 'Memory that a machine needs beyond its own. Our own estimate.'), '2 %'),
        hypervisorMemory: defaulted(quantity('size', 'Memory that the hypervisor keeps on each host. Our own estimate.'), '12 GiB'),
      },
      'vSphere HA.',
    ),
    {},
  ),
  storage: defaulted(
    group(
      {
        failover: defaulted(
          quantity('duration', 'Until the surviving side of a mirror serves and the hosts use its paths. Our own estimate.'),
          '30 s',
        ),
        blockSize: defaulted(
          integer(
            'Size of an operation in KiB: what throughput is computed from. Our own estimate, between databases (8) and file servers (64); the storage reports the true one.',
            { minimum: 1 },
          ),
          32,
        ),
        writeShare: defaulted(
          quantity(
            'share',
            'Share of operations that write, and so cross the mirror links. Our own estimate for offices; the storage reports the true one.',
          ),
          '30 %',
        ),
      },
      'Mirrored storage.',
    ),
    {},
  ),
  routing: defaulted(
    group(
      {
        convergence: defaulted(
          quantity('duration', 'Until traffic has found another way (BFD, VRRP, BGP). Measured in the router lab: 1.1 s inside.'),
          '10 s',
        ),
      },
      'Routing.',
    ),
    {},
  ),
  operator: defaulted(
    group(
      {
        decision: defaulted(
          quantity(
            'duration',
            'From the call to the function that decides a failover until it has decided, with what it must know first. Our own estimate; an exercise shows the true one.',
          ),
          '30 min',
        ),
        start: defaulted(
          quantity('duration', 'Time that somebody needs to see what HA did not start, and to start the first machine. Our own estimate.'),
          '10 min',
        ),
        each: defaulted(
          quantity(
            'duration',
            'Time for each further machine that is started by hand, one after the other; where vCenter is down it is first registered, host by host. Our own estimate; an exercise shows the true one.',
          ),
          '2 min',
        ),
        console: defaulted(
          quantity(
            'duration',
            'Time to reach the DataCore console on a storage server itself, where the machine that manages the storage lies on storage that refuses. Our own estimate.',
          ),
          '15 min',
        ),
      },
      'What people do by hand, once they have reacted (`operations`).',
    ),
    {},
  ),
  intruder: defaulted(
    group(
      {
        containment: defaulted(
          quantity(
            'duration',
            'Until the intruder is shut out, evidence is kept, and it is decided what is restored. Our own estimate; public accounts of attacked town halls and hospitals say days.',
          ),
          '24 h',
        ),
        cleanBase: defaulted(
          quantity(
            'duration',
            'Time to make hosts, vCenter and backup servers anew, so that nothing is restored onto ground that the intruder has held. Our own estimate.',
          ),
          '12 h',
        ),
        directory: defaulted(
          quantity(
            'duration',
            'Time for the recovery of the directory’s forest, once one controller of each domain is restored: secrets changed, the other controllers made from it. Our own estimate on Microsoft’s forest recovery guide.',
          ),
          '8 h',
        ),
      },
      'What comes before a restore after an intruder, once somebody has reacted.',
    ),
    {},
  ),
  power: defaulted(
    group(
      {
        shutdownBy: defaulted(
          choice(
            ['agent', 'people', 'nobody'],
            'Who starts the orderly shutdown of a site on batteries: the agent of its UPS, at once and without people; people, once they have reacted; or nobody, so that hosts crash when the batteries are empty. What was shut down in order HA does not start at the other site. Our own default: makers of UPS deliver such agents for vSphere, and it is the worse case for users.',
          ),
          'agent',
        ),
        shutdown: defaulted(
          quantity(
            'duration',
            'Time for the orderly shutdown of a site once it has begun: guests, hosts, then storage. Our own estimate; an exercise shows the true one.',
          ),
          '12 min',
        ),
        generatorStart: defaulted(
          quantity('duration', 'Until a generator carries its feed, a second attempt to start it included. Our own estimate.'),
          '2 min',
        ),
      },
      'Power.',
    ),
    {},
  ),
});
