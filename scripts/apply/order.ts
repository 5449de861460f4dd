/** What Terraform hands to the applier: the order from the resource’s own trigger, and how to reach what it concerns. */
import { UsageError } from '../usage-error';

export type Order = Readonly<Record<string, unknown>>;

/** Reads an order from the environment of a local-exec. Nothing else is read: a saved plan applies what it showed. */
export function readOrder(environment: Readonly<Record<string, string | undefined>>, variable: 'CORDEE_ORDER' | 'CORDEE_WHERE'): Order {
  const text = environment[variable];
  if (text === undefined) {
    throw new UsageError(`${variable} is not set`, 'this command is called by Terraform, from the stacks that `cordee synth` writes');
  }
  try {
    const order: unknown = JSON.parse(text);
    if (typeof order === 'object' && order !== null && !Array.isArray(order)) return order as Order;
  } catch {
    // Told below, as for any other text that is no order.
  }
  throw new UsageError(`${variable} is no JSON object`, 'synthesize again, and plan again');
}
