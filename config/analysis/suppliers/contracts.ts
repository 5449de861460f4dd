/** Where a contract stands on a day. */
import type { Model } from '../../model/model';
import type { Shortfall } from '../claim';

const DAY = 86_400_000;

export interface ContractState {
  readonly reference: string;
  readonly start?: string;
  readonly end: string;
  /** Days from the day of judgement to the last one; negative once it has ended. */
  readonly daysLeft: number;
  /** `ending`: a new one decided today would begin after its last day. */
  readonly state: 'not-started' | 'running' | 'ending' | 'ended';
}

interface Dates {
  readonly reference: string;
  readonly start?: string;
  readonly end: string;
}

export function contractState(model: Model, { reference, start, end }: Dates, asOf: string): ContractState {
  const daysLeft = Math.round((Date.parse(end) - Date.parse(asOf)) / DAY);
  const renewal = (model.estate.assumptions.suppliers.renewal * 1000) / DAY;
  const state = daysLeft < 0 ? 'ended' : start !== undefined && start > asOf ? 'not-started' : daysLeft < renewal ? 'ending' : 'running';
  return { reference, ...(start === undefined ? {} : { start }), end, daysLeft, state };
}

/** The day so many seconds before another, `2027-04-30`. */
export const dayBefore = (day: string, seconds: number): string => new Date(Date.parse(day) - seconds * 1000).toISOString().slice(0, 10);

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** That a contract has ended the check says; here is what it does not see. */
export function contractShortfalls(subject: string, field: string, contract: ContractState): readonly Shortfall[] {
  const [collection = '', key = ''] = subject.split('.');
  const about = (kind: string, what: string): Shortfall => ({
    id: `suppliers/${kind}/${collection}/${key}`,
    subject,
    what,
    places: [`${subject}.${field}.${kind === 'not-started' ? 'start' : 'end'}`, 'estate.assumptions.suppliers.renewal'],
    basis: kind === 'not-started' ? 'declared' : 'estimated',
  });
  if (contract.state === 'not-started')
    return [about('not-started', `contract \`${contract.reference}\` of \`${key}\` begins on ${contract.start ?? ''} only`)];
  if (contract.state === 'ending')
    return [
      about(
        'ending',
        `contract \`${contract.reference}\` of \`${key}\` ends in ${String(contract.daysLeft)} days, before a new one can begin`,
      ),
    ];
  return [];
}
