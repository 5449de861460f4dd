/** What Terraform hands to the applier: the order from the resource’s own trigger, and how to reach what it concerns. */
import { UsageError } from '../usage-error';
import { type Fault, fitting, isObject, type Shape } from './shape';

export type Order = Readonly<Record<string, unknown>>;
export type OrderVariable = 'CORDEE_ORDER' | 'CORDEE_WHERE';

const AGAIN = 'synthesize again, and plan again';

/** Reads an order from the environment of a local-exec. Nothing else is read: a saved plan applies what it showed. */
export function readOrder(environment: Readonly<Record<string, string | undefined>>, variable: OrderVariable): Order {
  const text = environment[variable];
  if (text === undefined) {
    throw new UsageError(`${variable} is not set`, 'this command is called by Terraform, from the stacks that `cordee synth` writes');
  }
  // Never shown as it is: somebody may have written a password into an address.
  const refused = (what: string): UsageError => new UsageError(`${variable} is ${what}`, `allowed: a JSON object; ${AGAIN}`);
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    throw refused(text === '' ? 'empty' : `no JSON (${String(text.length)} characters, not shown)`);
  }
  if (isObject(order)) return order;
  throw refused(Array.isArray(order) ? 'a list' : order === null ? 'null' : `a ${typeof order}`);
}

/** The order as what its shape says. Throws a `UsageError` with the first field that does not fit. */
export const shapedOrder = <T>(order: Order, shape: Shape<T>, variable: OrderVariable): T =>
  fitting(
    shape,
    order,
    ({ at, shown, allowed }: Fault) => new UsageError(`\`${at}\` of ${variable} is ${shown}`, `allowed: ${allowed}; ${AGAIN}`),
  );
