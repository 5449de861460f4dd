/** Everything that stands in a room and hangs on power feeds. */
import { inOrder, type Model } from '../../model/model';

export const EQUIPMENT = ['hosts', 'machines', 'storage-servers', 'physical-switches', 'routers', 'gateways', 'repositories'] as const;

export interface Placed {
  readonly path: string;
  readonly key: string;
  readonly collection: (typeof EQUIPMENT)[number];
  readonly site: string;
  readonly room: string;
  readonly feeds: readonly string[];
}

export function* equipment(model: Pick<Model, (typeof EQUIPMENT)[number]>): Generator<Placed> {
  for (const collection of EQUIPMENT) {
    const entities: Readonly<Record<string, Pick<Placed, 'site' | 'room' | 'feeds'>>> = model[collection];
    for (const [key, { site, room, feeds }] of inOrder(entities))
      yield { path: `${collection}.${key}`, key, collection, site, room, feeds };
  }
}
