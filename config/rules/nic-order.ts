import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const nicOrder: Rule = {
  id: 'nic-order',
  severity: 'error',
  title: 'The network cards of a VM are numbered 0, 1, 2 …, each once.',
  reason:
    'The guest knows its cards by their position. With a gap or a number twice, an edit elsewhere would move a card to another network. A machine that is deployed gets cards behind its last one and loses the last: numbered anew, its guest would meet a network on the card of another, which the register refuses (stateful-changed).',
  source: 'vmware/vsphere provider, vsphere_virtual_machine (network_interface is an ordered list).',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, nics }] of inOrder(model.workloads)) {
      const sorted = inOrder(nics).toSorted(([, a], [, b]) => a.order - b.order);
      for (const [index, [nic, { order }]] of sorted.entries()) {
        if (order === index) continue;
        const other = sorted[index - 1];
        const twice = other !== undefined && other[1].order === order;
        report({
          at: `${path}.nics.${nic}.order`,
          message: twice ? `position \`${String(order)}\` is taken` : `position \`${String(order)}\` leaves \`${String(index)}\` empty`,
          fix: `write \`order: ${String(index)}\``,
          ...(twice ? { also: [{ at: `${path}.nics.${other[0]}`, note: 'first used here' }] } : {}),
        });
        break;
      }
    }
  },
};
