import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const gatewayPartner: Rule = {
  id: 'gateway-partner',
  severity: 'error',
  title: 'A gateway and its partner name each other, guard the same, on the same networks, at different sites.',
  reason:
    'The partner takes over when its site is left alone. If it guards something else, or stands in the same room, the networks behind the gateway are cut with it.',
  source: 'Decision of this project.',
  reads: ['gateways'],
  check: (model, report) => {
    for (const [key, { partner: name, site, role, addresses }] of inOrder(model.gateways)) {
      const at = `gateways.${key}.partner`;
      const partner = model.gateways[name];
      if (partner === undefined) continue;
      const missing = Object.keys(partner.addresses)
        .sort()
        .find((network) => !(network in addresses));
      const other = { at: `gateways.${name}.partner`, note: 'the partner' };
      if (partner.partner !== key)
        report({ at, message: `\`${name}\` does not name \`${key}\` as its partner`, fix: `set \`partner: ${key}\` there`, also: [other] });
      else if (partner.site === site)
        report({
          at,
          message: `\`${name}\` stands at \`${site}\` too`,
          fix: 'name a gateway of the other site',
          also: [{ at: `gateways.${name}.site`, note: 'the partner' }],
        });
      else if (partner.role !== role)
        report({
          at,
          message: `\`${name}\` guards \`${partner.role}\`, not \`${role}\``,
          fix: 'name a gateway of the same role',
          also: [{ at: `gateways.${name}.role`, note: 'the partner' }],
        });
      else if (missing !== undefined)
        report({
          at: `gateways.${key}.addresses`,
          aim: 'key',
          message: `\`${key}\` has no address on \`${missing}\`, where its partner has one`,
          fix: `add \`${missing}:\` with a free address`,
          also: [{ at: `gateways.${name}.addresses.${missing}`, note: 'the partner' }],
        });
    }
  },
};
