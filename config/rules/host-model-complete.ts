import type { Rule } from './rule';
import { inOrder } from '../model/model';

const FIELDS = ['cores', 'clock', 'memory'] as const;

export const hostModelComplete: Rule = {
  id: 'host-model-complete',
  severity: 'error',
  title: 'The hardware model of a host says its cores, clock and memory.',
  reason: 'Capacity after the loss of a site is counted from them. A host of unknown size would count as nothing, or as enough.',
  source: 'Decision of this project.',
  reads: ['hosts', 'hardware'],
  check: (model, report) => {
    const seen = new Set<string>();
    for (const [key, host] of inOrder(model.hosts)) {
      const hardware = model.hardware[host.hardware];
      if (hardware === undefined || seen.has(host.hardware)) continue;
      seen.add(host.hardware);
      for (const field of FIELDS) {
        if (hardware[field] === undefined)
          report({
            at: `hardware.${host.hardware}.title`,
            aim: 'key',
            message: `the model \`${host.hardware}\` does not say its \`${field}\``,
            fix: `add \`${field}:\``,
            also: [{ at: `hosts.${key}.hardware`, note: 'a host of that model' }],
          });
      }
    }
  },
};
