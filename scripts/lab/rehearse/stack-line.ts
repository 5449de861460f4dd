/** What a stack came to, in one line. */
import { summary } from '../terraform-plan';
import { NOTE } from './expect';
import type { StackRecord } from './record';

/** Replaced objects are said: Terraform counts each as one more and one less. `then`: what was done with the plan. */
export function stackLine({ stack, changes, seconds, ...plan }: StackRecord, then = 'applied, second plan empty'): string {
  const replaced = changes.filter(({ action }) => action === 'replace').map(({ address }) => address);
  const [first = '', ...others] = replaced.map((address) => address.replace(`${NOTE}.`, '')).sort();
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  const named = replaced.length === 0 ? '' : ` (done again: ${first}${more})`;
  const what = changes.length === 0 ? 'nothing to do' : `${summary(plan)}${named}; ${then}`;
  return `${stack.padEnd(26)} ${what}, ${seconds.toFixed(1)} s`;
}
