import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';

export const ownerKey: Rule = {
  id: 'owner-key',
  severity: 'error',
  title: 'Keys of tenants, services and schools are given once among all three; `machines` is none of them.',
  reason:
    'The key of the owner begins the name of each of its VMs and networks and every reference to them. Two owners of one key would answer for each other.',
  source: 'Decision of this project: addresses come from business keys.',
  reads: ['tenants', 'services', 'schools'],
  check: (model, report) => {
    const owners = (['services', 'tenants', 'schools'] as const).flatMap((collection) =>
      inOrder<unknown>(model[collection]).map(([value]) => ({ value, at: `${collection}.${value}.title` })),
    );
    for (const { again, first } of repeated(owners))
      report({
        at: again.at,
        aim: 'key',
        message: `\`${again.value}\` is already the key of another owner`,
        fix: 'rename one of the two files',
        also: [{ at: first.at, note: 'first used here' }],
      });
    for (const { value, at } of owners)
      if (value === 'machines')
        report({ at, aim: 'key', message: '`machines` begins the references to physical machines', fix: 'choose another key' });
  },
};
