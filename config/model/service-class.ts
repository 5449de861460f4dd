import { choice, defaulted, flag, group, integer, list, optional, quantity } from './fields';
import { kind, type Entity } from './kind';
import { RESTART_PRIORITIES, title } from './common';

/** Families of failures a class can promise to survive; the proof derives the single elements from the estate. */
export const FAILURE_FAMILIES = ['element', 'room', 'site', 'named-scenarios', 'none'] as const;

export const serviceClassKind = kind('service-class', 'classes', 'A class of service: what its workloads promise.', {
  title: title(),
  rto: quantity('duration', 'Our objective: time until the use is reachable again.'),
  dmia: quantity('duration', 'Longest interruption that the tenants accept (DMIA); never below the rto.'),
  pdma: quantity('duration', 'Greatest loss of data that the tenants accept (PDMA).'),
  restored: optional(
    group(
      {
        rto: quantity('duration', 'Time until the use is reachable again.'),
        pdma: quantity('duration', 'Greatest loss of data.'),
      },
      'Objectives where a mirror does not help and data come back from a copy: a volume deleted, software failed. Absent: those above.',
    ),
  ),
  rebuilt: optional(
    group(
      {
        rto: quantity('duration', 'Time until the use is reachable again.'),
        pdma: quantity('duration', 'Greatest loss of data.'),
      },
      'Objectives after an intruder, when the ground is made clean and the whole estate restored in priority order. Absent: those of `restored`.',
    ),
  ),
  survives: defaulted(list(choice(FAILURE_FAMILIES, 'A family of failures.'), 'Failures after which the class must hold its objectives.'), [
    'element',
    'room',
    'site',
    'named-scenarios',
  ]),
  mirrored: flag('Its disks must lie on mirrored volumes.'),
  memoryReserved: defaulted(integer('Least share of memory that is reserved, in percent.', { minimum: 0, maximum: 100 }), 0),
  restartPriority: choice(RESTART_PRIORITIES, 'Restart priority after a failure, unless the workload says otherwise.'),
});
export type ServiceClass = Entity<typeof serviceClassKind>;
