import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const flowPorts: Rule = {
  id: 'flow-ports',
  severity: 'error',
  title: 'The ports of a flow are from 1 to 65535, a range in ascending order, and not all of them.',
  reason:
    'The filter’s files are written from these services. A port beyond 65535 is refused by some devices and cut to another port by others; a flow of all ports is no filter.',
  source: 'RFC 6335 (port numbers); ANSSI, recommandations pour la définition d’une politique de filtrage.',
  reads: ['flows'],
  check: (model, report) => {
    for (const [key, { services }] of inOrder(model.flows)) {
      for (const [index, service] of services.entries()) {
        const [, low = '', high = low] = /^(?:tcp|udp)\/(\d+)(?:-(\d+))?$/.exec(service) ?? [];
        if (low === '') continue;
        const [from, to] = [Number(low), Number(high)];
        const at = `flows.${key}.services.${String(index)}`;
        if (from < 1 || to > 65_535 || from > to)
          report({ at, message: `\`${service}\` is no range of ports`, allowed: '1 to 65535, the lower first', fix: 'correct the ports' });
        else if (to - from >= 65_000) report({ at, message: `\`${service}\` opens everything`, fix: 'name the ports that are needed' });
      }
    }
  },
};
