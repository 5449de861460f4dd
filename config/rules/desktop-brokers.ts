import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

export const desktopBrokers: Rule = {
  id: 'desktop-brokers',
  severity: 'error',
  title: 'A pool of seats has a broker at both sites, and its brokers are brokers.',
  reason: 'Without a broker no seat finds its session host, however many of them are left. One per site needs no restart.',
  source: 'Decision of this project: brokers on both sites.',
  reads: ['sites', 'desktops', 'tenants', 'services'],
  check: (model, report) => {
    for (const [key, { brokers }] of inOrder(model.desktops)) {
      for (const site of withoutSites(
        model,
        brokers.flatMap((id) => model.workloads[id]?.home ?? []),
      )) {
        report({
          at: `desktops.${key}.brokers`,
          aim: 'key',
          message: `pool \`${key}\` has no broker at \`${site}\``,
          fix: `add a broker whose home is \`${site}\``,
        });
      }
      for (const [index, id] of brokers.entries()) {
        const workload = model.workloads[id];
        if (workload !== undefined && !workload.provides.includes('broker'))
          report({
            at: `desktops.${key}.brokers.${String(index)}`,
            message: `\`${id}\` does not provide \`broker\``,
            fix: 'name a broker, or add `broker` to what it `provides`',
            also: [{ at: `${workload.path}.title`, note: 'the workload' }],
          });
      }
    }
  },
};
