import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';
import { FOUND_WORDS, isFound } from './lib/found-names';

export const datastoreName: Rule = {
  id: 'datastore-name',
  severity: 'error',
  title: 'Names of datastores, shared and local, are given once, in characters that vSphere accepts.',
  reason:
    'Datastores are found by name in one vSphere datacenter. Of two with one name, an apply would take either; `/`, `\\` and `%` are rewritten by vSphere and the name is never found again.',
  source: 'vSphere API reference (entity names); vmware/vsphere provider, data source vsphere_datastore.',
  reads: ['datastores', 'hosts'],
  check: (model, report) => {
    const names = [
      ...inOrder(model.datastores).map(([key, { inventoryName }]) =>
        inventoryName === undefined
          ? { value: key, at: `datastores.${key}` }
          : { value: inventoryName, at: `datastores.${key}.inventoryName` },
      ),
      ...inOrder(model.hosts).map(([key, { localDatastore }]) => ({ value: localDatastore.name, at: `hosts.${key}.localDatastore.name` })),
    ];
    for (const { value, at } of names) {
      if (value.length > 42 || !isFound(value))
        report({
          at,
          message: `\`${value}\` is no name for a datastore`,
          allowed: `at most 42 characters, ${FOUND_WORDS}`,
          fix: 'rename it in vCenter first, then here',
        });
    }
    for (const { again, first } of repeated(names))
      report({
        at: again.at,
        message: `there is already a datastore \`${again.value}\``,
        fix: 'rename one of them',
        also: [{ at: first.at, note: 'first named here' }],
      });
  },
};
