/** The difference between a volume and its order, a line a step. */
import type { StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';
import { orderedPools } from './plan-pools';
import { bytesOf, sizeText } from './plan-size';
import type { Step } from './volume-plan';

export function stepLine(step: Step, order: VolumeOrder, view: StorageView): string {
  switch (step.kind) {
    case 'register':
      return `+ register host ${step.host}`;
    case 'assign':
      return `+ give host ${step.host} its initiator ${step.iqn}`;
    case 'create': {
      const pools = orderedPools(order, view).map(({ server, pool }) => `${pool.name} on ${server}`);
      return `+ create virtual disk: ${sizeText(bytesOf(order))}, ${order.mirrored ? 'mirrored' : 'single'}, in ${pools.join(' and ')}`;
    }
    case 'recover':
      return `~ wait until its copies are up to date: ${step.status}`;
    case 'grow':
      return `~ grow: ${sizeText(step.fromMib * 1024 * 1024)} -> ${sizeText(bytesOf(order))}`;
    case 'serve':
      return `+ serve to ${step.host} as LUN ${String(order.lun)}`;
  }
}
