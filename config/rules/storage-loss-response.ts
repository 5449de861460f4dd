import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const storageLossResponse: Rule = {
  id: 'storage-loss-response',
  severity: 'error',
  title: 'A cluster restarts VMs that lost their storage, and an isolated host stops its own.',
  reason:
    'After a cut, the side that refuses I/O leaves its VMs without a disk. Without a response to APD and PDL they hang there for ever; with IP storage, an isolated host that keeps its VMs may run them twice.',
  source: 'vSphere Metro Storage Cluster recommended practices (VM component protection); the provider’s defaults are `disabled`.',
  reads: ['clusters'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { apdResponse, pdlResponse, isolationResponse }] of inOrder(model.clusters)) {
      const path = `clusters.${key}`;
      if (!apdResponse.startsWith('restart'))
        report({
          at: `${path}.apdResponse`,
          message: `\`${apdResponse}\` leaves VMs hanging when all paths to their disks are down`,
          allowed: 'restartConservative, restartAggressive',
          fix: 'write `restartConservative`',
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
