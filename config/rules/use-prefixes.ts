import type { Rule } from './rule';
import { prefixLength } from '../model/addresses';
import { inOrder } from '../model/model';
import { isV6, within } from './lib/addresses';
import { quoted } from './lib/text';

export const usePrefixes: Rule = {
  id: 'use-prefixes',
  severity: 'error',
  title: 'A use announces only own prefixes, none longer than /24 (IPv4) or /48 (IPv6), and each prefix belongs to one use.',
  reason:
    'Carriers drop longer prefixes, so the block would be reachable by some and not by others. A prefix that is not one’s own is a hijack; one that two uses announce comes back by the wrong access.',
  source: 'RFC 7454 (BGP operations and security), section 6; MANRS.',
  reads: ['estate', 'uses'],
  check: (model, report) => {
    const first = new Map<string, string>();
    const own = model.estate.routing.prefixes;
    for (const [key, { prefixes }] of inOrder(model.uses)) {
      for (const [index, prefix] of prefixes.entries()) {
        const at = `uses.${key}.prefixes.${String(index)}`;
        const longest = isV6(prefix) ? 48 : 24;
        if (!own.some((outer) => within(outer, prefix)))
          report({
            at,
            message: `\`${prefix}\` is none of the estate’s own prefixes`,
            allowed: own.length === 0 ? 'none: `routing.prefixes` is empty' : quoted(own),
            fix: 'correct it, or add it to `routing.prefixes`',
            also: [{ at: 'estate.routing.prefixes', note: 'own prefixes' }],
          });
        if (prefixLength(prefix) > longest)
          report({
            at,
            message: `\`${prefix}\` is too long for carriers to accept`,
            allowed: `at most /${String(longest)}`,
            fix: 'announce the block that holds it',
          });
        const other = first.get(prefix);
        if (other === undefined) first.set(prefix, at);
        else
          report({
            at,
            message: `\`${prefix}\` is announced for two uses`,
            fix: 'keep it in one of them',
            also: [{ at: other, note: 'first announced here' }],
          });
      }
    }
  },
};
