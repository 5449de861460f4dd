/** Applications hosted outside: what their providers promise beside what tenants were promised, and how to leave. */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { duration } from '../duration';
import { type ContractState, contractShortfalls, contractState, dayBefore } from './contracts';

export interface ApplicationState {
  readonly application: string;
  readonly supplier: string;
  readonly criticality: 'essential' | 'important' | 'comfort';
  readonly tenants: readonly string[];
  readonly dataLocation: string;
  readonly contract: ContractState;
  /** Promised time to recover, and hours a year in which it may be away by the promised availability. */
  readonly rto: Figure;
  readonly away: Figure;
  readonly reversibility: { readonly format: string; readonly notice: Figure; readonly noticeBy: string };
  /** Own workloads its sign-in depends on, one of which is needed. */
  readonly identity: readonly string[];
}

const HOURS_PER_YEAR = 8766;

export function applicationsOf(model: Model, asOf: string, short: (shortfall: Shortfall) => unknown): readonly ApplicationState[] {
  return inOrder(model.applications).map(([key, application]) => {
    const { supplier, criticality, tenants, dataLocation, contract, promised, reversibility, identity } = application;
    const path = `applications.${key}`;
    const state = contractState(model, contract, asOf);
    const noticeBy = dayBefore(contract.end, reversibility.notice);
    for (const shortfall of contractShortfalls(path, 'contract', state)) short(shortfall);
    if (noticeBy < asOf && asOf <= contract.end)
      short({
        id: `suppliers/notice/${key}`,
        subject: path,
        what: `leaving \`${key}\` at the end of its contract had to be said by ${noticeBy}`,
        places: [`${path}.reversibility.notice`, `${path}.contract.end`],
        basis: 'computed',
      });
    for (const tenant of tenants) {
      const dmia = model.tenants[tenant]?.objectives.dmia ?? Infinity;
      if (promised.rto > dmia)
        short({
          id: `suppliers/promise/${key}/${tenant}`,
          subject: path,
          what: `\`${tenant}\` accepts to be without for ${duration(dmia)}, the provider of \`${key}\` promises to be back in ${duration(promised.rto)}`,
          places: [`${path}.promised.rto`, `tenants.${tenant}.objectives.dmia`],
          basis: 'declared',
        });
    }
    return {
      application: key,
      supplier,
      criticality,
      tenants,
      dataLocation,
      contract: state,
      rto: figure(promised.rto, 's', 'declared'),
      away: figure((1 - promised.availability / 100) * HOURS_PER_YEAR, 'h', 'computed', 1),
      reversibility: { format: reversibility.format, notice: figure(reversibility.notice, 's', 'declared'), noticeBy },
      identity,
    };
  });
}
