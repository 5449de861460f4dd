import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';

export const desktopSeats: Rule = {
  id: 'desktop-seats',
  severity: 'error',
  title: 'The session hosts carry all seats, and those of each site alone the seats that must be left.',
  reason:
    'Published desktops are where agents work during the crisis. The session hosts of the lost site may restart, but on hosts that carry everything else at that moment.',
  source: 'Decision of this project: a minimum of seats after a disaster.',
  reads: ['sites', 'desktops', 'tenants', 'services'],
  check: (model, report) => {
    for (const [key, { seats, minimumSeats, sessionHosts }] of inOrder(model.desktops)) {
      const carried = inOrder(sessionHosts).map(([id, host]) => ({ seats: host.seats, home: model.workloads[id]?.home }));
      const sum = carried.reduce((total, host) => total + host.seats, 0);
      if (sum < seats)
        report({
          at: `desktops.${key}.seats`,
          message: `the session hosts carry ${String(sum)} of \`${String(seats)}\` seats`,
          fix: 'add a session host',
          also: [{ at: `desktops.${key}.sessionHosts`, note: 'the session hosts' }],
        });
      if (minimumSeats > seats)
        report({
          at: `desktops.${key}.minimumSeats`,
          message: `\`${String(minimumSeats)}\` is more than all seats`,
          allowed: `at most ${String(seats)}`,
          fix: 'correct one of the two',
          also: [{ at: `desktops.${key}.seats`, note: 'all seats' }],
        });
      for (const lost of minimumSeats > seats ? [] : datacenters(model)) {
        const left = carried.reduce((total, host) => (host.home === lost ? total : total + host.seats), 0);
        if (left < minimumSeats)
          report({
            at: `desktops.${key}.minimumSeats`,
            message: `${String(left)} of \`${String(minimumSeats)}\` seats are left without \`${lost}\``,
            fix: `add a session host whose home is not \`${lost}\``,
            also: [{ at: `desktops.${key}.sessionHosts`, note: 'the session hosts' }],
          });
      }
    }
  },
};
