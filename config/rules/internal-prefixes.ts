import type { Rule } from './rule';
import { overlap } from '../model/addresses';
import { isV6, registerOf } from './lib/addresses';

const PRIVATE = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

export const internalPrefixes: Rule = {
  id: 'internal-prefixes',
  severity: 'error',
  title: 'Internal prefixes are private and public prefixes are not; the two never overlap.',
  reason:
    'Internal prefixes are refused on every Internet access in both directions. A public address among them would be unreachable from outside, and a private one among the announced would leak.',
  source: 'RFC 1918, RFC 4193, RFC 6598; RFC 7454 (BGP operations and security).',
  reads: ['estate'],
  check: (model, report) => {
    const { internal, prefixes } = model.estate.routing;
    for (const [index, prefix] of internal.entries()) {
      if (PRIVATE.has(registerOf(prefix))) continue;
      report({
        at: `estate.routing.internal.${String(index)}`,
        message: `\`${prefix}\` is no private prefix`,
        allowed: isV6(prefix) ? 'within fc00::/7' : 'within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
        fix: 'move it to `routing.prefixes` if it is your own',
      });
    }
    for (const [index, prefix] of prefixes.entries()) {
      if (PRIVATE.has(registerOf(prefix))) {
        report({
          at: `estate.routing.prefixes.${String(index)}`,
          message: `\`${prefix}\` is private: no carrier accepts it`,
          fix: 'move it to `routing.internal`',
        });
      }
      const other = internal.findIndex((inner) => overlap(inner, prefix));
      if (other >= 0 && !PRIVATE.has(registerOf(prefix))) {
        report({
          at: `estate.routing.prefixes.${String(index)}`,
          message: `\`${prefix}\` overlaps the internal prefix \`${internal[other] ?? ''}\``,
          fix: 'keep it in one of the two lists',
          also: [{ at: `estate.routing.internal.${String(other)}`, note: 'the internal prefix' }],
        });
      }
    }
  },
};
