import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

/** Seconds after the hosts’ own time-out of 140 s: the shortest, the longest and the recommended. */
const [SHORTEST, LONGEST, RECOMMENDED] = [60, 600, 180];

export const storageLossResponse: Rule = {
  id: 'storage-loss-response',
  severity: 'error',
  title: 'A cluster restarts VMs that lost their storage after one to ten minutes, and an isolated host stops its own.',
  reason:
    'After a cut, the side that refuses I/O leaves its VMs without a disk. Without a response to APD and PDL they hang there for ever; with IP storage, an isolated host that keeps its VMs may run them twice. A delay that is too short kills VMs for a path that was coming back, one that is too long is an outage for nothing.',
  source: 'vSphere Metro Storage Cluster recommended practices (VM component protection); the provider’s defaults are `disabled`.',
  reads: ['clusters'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { apdResponse, pdlResponse, isolationResponse, apdDelay }] of inOrder(model.clusters)) {
      const path = `clusters.${key}`;
      if (!apdResponse.startsWith('restart'))
        report({
          at: `${path}.apdResponse`,
          message: `\`${apdResponse}\` leaves VMs hanging when all paths to their disks are down`,
          allowed: 'restartConservative, restartAggressive',
          fix: 'write `restartConservative`',
        });
      if (apdDelay < SHORTEST || apdDelay > LONGEST)
        report({
          at: `${path}.apdDelay`,
          message: `\`${duration(apdDelay)}\` is too ${apdDelay < SHORTEST ? 'short' : 'long'} a delay before VMs without paths are restarted`,
          allowed: `${String(SHORTEST)} s to ${String(LONGEST)} s`,
          fix: `write \`${String(RECOMMENDED)} s\`, the recommended delay`,
        });
      if (pdlResponse !== 'restartAggressive')
        report({
          at: `${path}.pdlResponse`,
          message: `\`${pdlResponse}\` leaves VMs hanging on a disk that is gone for good`,
          allowed: 'restartAggressive',
          fix: 'write `restartAggressive`',
        });
      if (isolationResponse !== 'powerOff')
        report({
          at: `${path}.isolationResponse`,
          message: `\`${isolationResponse}\` keeps VMs on an isolated host, whose storage is on the same cables`,
          allowed: 'powerOff',
          fix: 'write `powerOff`: the disks are reached by iSCSI',
        });
    }
  },
};
