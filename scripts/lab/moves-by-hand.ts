/**
 * Machines that were there before the estate, and before their datastores: each lies on a local disk, and restarts nowhere else, until a
 * person moves it to where the estate says.
 */
import { inOrder, type Model } from '../../config/model/model';

export interface MoveByHand {
  readonly machine: string;
  readonly datastore: string;
}

export const movesByHand = ({ workloads, datastores }: Model): readonly MoveByHand[] =>
  inOrder(workloads).flatMap(([, { name, existing, disks }]) => {
    const [first] = Object.values(disks).sort((a, b) => a.unit - b.unit);
    return !existing || first === undefined || datastores[first.datastore]?.existing === true
      ? []
      : [{ machine: name, datastore: first.datastore }];
  });
