import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { holderOf, isV6, within } from './lib/addresses';
import { quoted } from './lib/text';

export const routerLoopback: Rule = {
  id: 'router-loopback',
  severity: 'error',
  title: 'The loopback of a router is an IPv4 address of an internal prefix, in the subnet of no network.',
  reason:
    'It is the router’s id and the end of its iBGP sessions, reachable whichever interface is left. In a network’s subnet, its host route would draw traffic away from that network.',
  source: 'RFC 2328 (router id); RFC 4271.',
  reads: ['estate', 'routers', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const { internal } = model.estate.routing;
    const holder = holderOf(model);
    for (const [key, { loopback }] of inOrder(model.routers)) {
      const at = `routers.${key}.loopback`;
      const network = holder(loopback);
      if (isV6(loopback))
        report({ at, message: `\`${loopback}\` is no IPv4 address`, fix: 'write an IPv4 address: it is the router’s id' });
      else if (!internal.some((prefix) => within(prefix, loopback)))
        report({ at, message: `\`${loopback}\` is in no internal prefix`, allowed: quoted(internal), fix: 'choose an address within' });
      else if (network !== undefined)
        report({
          at,
          message: `\`${loopback}\` is in the subnet of network \`${network.id}\``,
          fix: 'number loopbacks apart from networks',
          also: [{ at: `${network.path}.subnet`, note: 'the subnet' }],
        });
    }
  },
};
