import type { Rule } from './rule';
import { RESTART_PRIORITIES } from '../model/common';
import { edges } from './lib/dependencies';

export const restartOrder: Rule = {
  id: 'restart-order',
  severity: 'warning',
  title: 'What a VM needs restarts no later than the VM itself.',
  reason:
    'HA starts one priority after the other. A VM of high priority that waits for one of low priority holds its own wave up until the wave times out.',
  source: 'vSphere availability guide (orchestrated restart); vSphere Metro Storage Cluster recommended practices.',
  reads: ['classes', 'tenants', 'services', 'machines'],
  waivable: true,
  check: (model, report) => {
    for (const { from, to, at } of edges(model, ['all', 'order'])) {
      const [mine, theirs] = [model.workloads[from], model.workloads[to]];
      if (mine === undefined || theirs === undefined || mine.cluster !== theirs.cluster) continue;
      if (RESTART_PRIORITIES.indexOf(theirs.restartPriority) <= RESTART_PRIORITIES.indexOf(mine.restartPriority)) continue;
      report({
        at,
        message: `\`${to}\` restarts with priority \`${theirs.restartPriority}\`, after \`${from}\` (${mine.restartPriority})`,
        fix: `raise \`${to}\` to \`restartPriority: ${mine.restartPriority}\``,
        also: [{ at: theirs.path, note: 'what it needs' }],
      });
    }
  },
};
