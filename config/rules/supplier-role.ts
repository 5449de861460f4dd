import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const supplierRole: Rule = {
  id: 'supplier-role',
  severity: 'error',
  title: 'Links are operated by carriers and equipment is supplied by suppliers of hardware.',
  reason:
    'The proof lets carriers fail one by one. A link that names the wrong company seems to survive its carrier, and falls when another does.',
  source: 'Decision of this project.',
  reads: ['suppliers', 'links', 'accesses', 'premises', 'hardware'],
  check: (model, report) => {
    const named = [
      ...inOrder(model.links).map(([key, { carrier }]) => ({ at: `links.${key}.carrier`, supplier: carrier, role: 'carrier' as const })),
      ...inOrder(model.accesses).map(([key, { carrier }]) => ({
        at: `accesses.${key}.carrier`,
        supplier: carrier,
        role: 'carrier' as const,
      })),
      ...inOrder(model.premises).flatMap(([key, { accesses }]) =>
        inOrder(accesses).map(([access, { carrier }]) => ({
          at: `premises.${key}.accesses.${access}.carrier`,
          supplier: carrier,
          role: 'carrier' as const,
        })),
      ),
      ...inOrder(model.hardware).map(([key, { supplier }]) => ({ at: `hardware.${key}.supplier`, supplier, role: 'hardware' as const })),
    ];
    for (const { at, supplier, role } of named) {
      const roles = model.suppliers[supplier]?.roles;
      if (roles === undefined || roles.includes(role)) continue;
      const known = inOrder(model.suppliers)
        .filter(([, candidate]) => candidate.roles.includes(role))
        .map(([key]) => key);
      report({
        at,
        message: `\`${supplier}\` supplies no \`${role}\``,
        allowed: known.join(', ') || 'none is described',
        fix: `correct it, or add \`${role}\` to its \`roles\``,
        also: [{ at: `suppliers.${supplier}.roles`, note: 'what it supplies' }],
      });
    }
  },
};
