/** Lines from a router straight to the storage’s witness, which no router stands before. Each site has its own. */
import { inOrder, type Model } from '../../../config/model/model';

export interface WitnessLine {
  readonly key: string;
  /** Address of the router on the line, and that at its other end: the two of a /31. */
  readonly address: string;
  readonly peer: string;
  readonly witness: string;
}

export function witnessLinesOf(model: Model, routerKey: string): readonly WitnessLine[] {
  const { witness } = model.storage;
  return inOrder(model.links).flatMap(([key, link]) => {
    const own = Object.values(link.ends).find(({ router }) => router === routerKey);
    const alone = Object.values(link.ends).filter(({ router }) => router !== undefined).length === 1;
    const serves = witness?.routes.includes(key) === true && alone;
    return serves && own?.address !== undefined
      ? [{ key, address: own.address, peer: partner(own.address), witness: witness.address }]
      : [];
  });
}

/** The other address of a /31. */
const partner = (address: string): string => address.replace(/\d+$/, (last) => String(Number(last) ^ 1));
