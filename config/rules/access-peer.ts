import type { Rule } from './rule';
import { overlap } from '../model/addresses';
import { inOrder } from '../model/model';
import { isV6 } from './lib/addresses';

export const accessPeer: Rule = {
  id: 'access-peer',
  severity: 'error',
  title: 'The BGP session of an access joins two neighbours of one family, in different autonomous systems.',
  reason:
    'An external session is between two AS numbers; with our own it would be an internal one, and prefixes would not be filtered. IPv6 needs both ends, or the session never comes up. The routers’ files give our end a /31 (RFC 3021): another peer is reached by no route.',
  source: 'RFC 4271; RFC 7454; RFC 3021.',
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
      if (!isV6(peer.local) && !isV6(peer.remote) && !neighbours(peer.local, peer.remote))
        report({
          at: `${path}.remote`,
          message: `\`${peer.remote}\` and \`${peer.local}\` are not the two addresses of one /31`,
          fix: 'correct one of them: the router has its end with that prefix, and reaches nothing else on the access',
          also: [{ at: `${path}.local`, note: 'our end' }],
        });
    }
  },
};

const neighbours = (a: string, b: string): boolean => a !== b && overlap(`${a}/31`, `${b}/31`);
