/** Whom to call, and when each is reached where nobody before answers; beside the reaction that is declared. */
import type { Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { duration } from '../duration';

export interface Call {
  /** A function, never a person. */
  readonly function: string;
  readonly phone: string;
  /** Its part: acts, decides, or is told. */
  readonly role: 'acts' | 'decides' | 'told';
  /** Called after so long, where nobody before it has answered. */
  readonly after: Figure;
}

export interface Calls {
  readonly order: readonly Call[];
  readonly shortfalls: readonly Shortfall[];
}

export function callsOf(model: Model): Calls {
  const { callOrder, reactionOutOfHours } = model.estate.operations;
  let waited = 0;
  const order = callOrder.map(({ function: called, phone, role, wait }): Call => {
    const after = figure(waited, 's', 'computed');
    waited += wait;
    return { function: called, phone, role, after };
  });
  // The last who could act is called when the first should have acted already.
  const last = order.filter(({ role }) => role === 'acts').at(-1);
  const late = last !== undefined && last.after.value > reactionOutOfHours;
  return {
    order,
    shortfalls: late
      ? [
          {
            id: 'calls/late',
            subject: 'estate.operations.callOrder',
            what: `\`${last.function}\` is called ${duration(last.after.value)} after the failure where nobody answers before, and somebody is to act within ${duration(reactionOutOfHours)}`,
            places: ['estate.operations.callOrder', 'estate.operations.reactionOutOfHours'],
            basis: 'computed',
          },
        ]
      : [],
  };
}
