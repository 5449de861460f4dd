/** What belongs to the schools beside their own networks. */
import { inOrder, type Model } from '../../model/model';

/** Shared networks that a gateway of schools guards: the filter and the services behind which pupils leave. */
export const schoolServices = (model: Pick<Model, 'gateways' | 'networks'>): ReadonlySet<string> =>
  new Set(
    inOrder(model.gateways)
      .filter(([, { role }]) => role === 'schools')
      .flatMap(([, { addresses }]) => Object.keys(addresses))
      .filter((id) => model.networks[id]?.owner === undefined),
  );
