import type { Rule } from './rule';
import { youngest } from '../model/backup-windows';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

export const backupWindow: Rule = {
  id: 'backup-window',
  severity: 'error',
  title: 'The age promised of the newest copy is not below what the window leaves: a day and the window, unless it never closes.',
  reason:
    'No copy is made while the window is closed, and which workload has its turn when in it, no file says: early one night and late the next, a copy is a day and the length of the window old before another one is there. Who needs less leaves the window open all day.',
  source: 'Arithmetic; ISO 22301 (RPO).',
  reads: ['backup-classes'],
  check: (model, report) => {
    for (const [key, { rpo, window }] of inOrder(model['backup-classes'])) {
      const least = youngest(window);
      if (rpo >= least) continue;
      const path = `backup-classes.${key}`;
      report({
        at: `${path}.rpo`,
        message: `class \`${key}\` promises copies no older than \`${duration(rpo)}\`, but makes them in ${duration(window.duration)} of each day: early in one window and late in the next is ${duration(least)}`,
        allowed: `at least ${duration(least)}`,
        fix: `write \`${duration(least)}\`, or let the window never close (\`duration: 24 h\`)`,
        also: [{ at: `${path}.window.duration`, note: 'the window' }],
      });
    }
  },
};
