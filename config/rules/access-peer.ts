import ipaddr from 'ipaddr.js';
import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { isV6 } from './lib/addresses';

export const accessPeer: Rule = {
  id: 'access-peer',
  severity: 'error',
  title: 'The BGP session of an access joins two neighbours of one family, in different autonomous systems.',
  reason:
    'An external session is between two AS numbers; with our own it would be an internal one, and prefixes would not be filtered. IPv6 needs both ends, or the session never comes up.',
  source: 'RFC 4271; RFC 7454.',
  reads: ['estate', 'accesses'],
  check: (model, report) => {
    for (const [key, { peer }] of inOrder(model.accesses)) {
      const path = `accesses.${key}.peer`;
      if (peer.asn === model.estate.routing.asn)
        report({
          at: `${path}.asn`,
          message: `\`${String(peer.asn)}\` is our own AS number`,
          fix: 'write the carrier’s',
          also: [{ at: 'estate.routing.asn', note: 'our own' }],
        });
      for (const field of ['local', 'remote'] as const) {
        const address = peer[field];
        if (isV6(address))
          report({ at: `${path}.${field}`, message: `\`${address}\` is no IPv4 address`, fix: `write it as \`${field}6\`` });
        const six = peer[`${field}6`];
        if (six !== undefined && !isV6(six))
          report({ at: `${path}.${field}6`, message: `\`${six}\` is no IPv6 address`, fix: `write it as \`${field}\`` });
      }
      if ((peer.local6 === undefined) !== (peer.remote6 === undefined))
        report({
          at: path,
          aim: 'key',
          message: `access \`${key}\` has an IPv6 address at one end only`,
          fix: `add \`${peer.local6 === undefined ? 'local6' : 'remote6'}:\``,
        });
      if (!isV6(peer.local) && !isV6(peer.remote) && !near(peer.local, peer.remote))
        report({
          at: `${path}.remote`,
          message: `\`${peer.remote}\` is no neighbour of \`${peer.local}\``,
          fix: 'correct one of them: a session joins two addresses of one small subnet',
          also: [{ at: `${path}.local`, note: 'our end' }],
        });
    }
  },
};

/** Within one /24: what length the carrier chose is not known here. */
const near = (a: string, b: string): boolean => a !== b && ipaddr.IPv4.parse(a).match(ipaddr.IPv4.parse(b), 24);
