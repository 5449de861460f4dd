/** What no state knows, in words that can be copied into a configuration. */
import { count } from '../../print-findings';
import { quoted } from '../../usage-error';
import { IMPORTS_FILE, type Orphan } from '../orphans';

/** `written`: they have been taken over. */
export function orphanLines(found: readonly Orphan[], written: boolean): string[] {
  if (found.length === 0) return ['every object is in a state'];
  const next = written ? `apply the stacks again: ${IMPORTS_FILE} is in each` : 'have Terraform take them over: --write';
  return [`${count(found.length, 'object')} that no state knows; ${next}`, ...found.flatMap((orphan) => linesOf(orphan, written))];
}

function linesOf({ stack, address, id, policy }: Orphan, written: boolean): string[] {
  if (policy === undefined) return [`# ${stack}`, 'import {', `  to = ${address}`, `  id = ${JSON.stringify(id)}`, '}'];
  const deed = written ? 'it was removed' : `remove it: govc storage.policy.rm ${quoted(policy)}`;
  return [`# ${stack}: ${address} cannot be imported; ${deed}, and Terraform makes it anew`];
}
