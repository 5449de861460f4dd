import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const flowUnique: Rule = {
  id: 'flow-unique',
  severity: 'error',
  title: 'A flow joins two zones, and a service passes between them by one flow.',
  reason:
    'A flow has one reason, one owner and one review. Declared twice, it stays open when one of the two owners closes it. Within a zone nothing is filtered, so a flow there says nothing.',
  source: 'Decision of this project: flow matrix.',
  reads: ['flows'],
  check: (model, report) => {
    const first = new Map<string, { key: string; at: string }>();
    for (const [key, { from, to, services }] of inOrder(model.flows)) {
      if (from === to)
        report({
          at: `flows.${key}.to`,
          message: `flow \`${key}\` stays in zone \`${to}\``,
          fix: 'remove it, or divide the zone',
          also: [{ at: `flows.${key}.from`, note: 'where it comes from' }],
        });
      for (const [index, service] of services.entries()) {
        const at = `flows.${key}.services.${String(index)}`;
        const other = first.get(`${from} ${to} ${service}`);
        if (other === undefined) first.set(`${from} ${to} ${service}`, { key, at });
        else
          report({
            at,
            message: `\`${service}\` from \`${from}\` to \`${to}\` is already declared by flow \`${other.key}\``,
            fix: 'keep it in one of the two',
            also: [{ at: other.at, note: 'first declared here' }],
          });
      }
    }
  },
};
