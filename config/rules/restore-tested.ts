import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';
import { duration } from './lib/text';

export const restoreTested: Rule = {
  id: 'restore-tested',
  severity: 'warning',
  title: 'For each backup class in use, a restore from each of its levels succeeded within its interval.',
  reason:
    'A backup that was never restored is a hope. Each level has its own way to fail: a full disk, a lock that nobody can open, a tape that no drive reads.',
  source: '3-2-1-1-0 (zero errors at restore); ReCyF and ISO 27001 A.8.13 (tests of backups).',
  reads: ['backup-classes', 'restore-tests', 'tenants', 'services'],
  waivable: true,
  check: (model, report, { asOf }) => {
    const used = new Set(Object.values(model.workloads).map((workload) => workload.backup));
    for (const [key, { levels, restoreTestEvery }] of inOrder(model['backup-classes'])) {
      if (!used.has(key)) continue;
      for (const level of ['near', 'far', 'tape'] as const) {
        if (levels[level] === undefined) continue;
        const at = `backup-classes.${key}.levels.${level}`;
        const last = testsOf(model, key, level, asOf).at(-1);
        if (last === undefined)
          report({
            at,
            aim: 'key',
            message: `no restore of class \`${key}\` from level \`${level}\` was ever tested`,
            allowed: `a test every ${duration(restoreTestEvery)}`,
            fix: 'restore a workload of that class, and write it down in restore-tests.yaml',
          });
        else if (last.result === 'failed')
          report({
            at,
            aim: 'key',
            message: `the last restore of class \`${key}\` from level \`${level}\` failed`,
            fix: 'find out why, and test again',
            also: [{ at: `restore-tests.${last.key}.result`, note: 'the test' }],
          });
        else if (Date.parse(asOf) - Date.parse(last.date) > restoreTestEvery * 1000)
          report({
            at,
            aim: 'key',
            message: `the last restore of class \`${key}\` from level \`${level}\` was tested on \`${last.date}\``,
            allowed: `a test every ${duration(restoreTestEvery)}`,
            fix: 'test again',
            also: [{ at: `restore-tests.${last.key}.date`, note: 'the test' }],
          });
      }
    }
  },
};

/** Tests of workloads of that class from that level, up to the day of judgement, oldest first. */
const testsOf = (model: Model, backup: string, level: 'near' | 'far' | 'tape', asOf: string) =>
  inOrder(model['restore-tests'])
    .map(([key, test]) => ({ key, ...test }))
    .filter((test) => test.level === level && test.date <= asOf && model.workloads[test.workload]?.backup === backup)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
