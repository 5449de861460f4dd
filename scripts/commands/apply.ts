/** `cordee apply`: what Terraform’s local-exec calls. */
import { readOrder } from '../apply/order';
import { release } from '../apply/release';
import type { Shell } from '../shell';

export const APPLY_ACTIONS = ['volume-identity', 'volume', 'release'] as const;
export type ApplyAction = (typeof APPLY_ACTIONS)[number];

export function runApply(
  action: ApplyAction,
  environment: Readonly<Record<string, string | undefined>>,
  today: string,
  shell: Shell,
): number {
  const order = readOrder(environment, 'CORDEE_ORDER');
  if (action === 'release') {
    const { granted, why } = release(order, today);
    (granted ? shell.print : shell.printError)(`cordee: ${why}`);
    return granted ? 0 : 1;
  }
  shell.printError(`cordee: volume \`${String(order['name'])}\` was not touched: this version of Cordée makes no DataCore calls yet`);
  shell.printError('        stop here: the stacks that follow need its LUN');
  return 1;
}
