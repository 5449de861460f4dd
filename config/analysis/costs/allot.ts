/** A whole amount given out by weights, down to the last unit. */

/**
 * Whole parts in proportion to the weights, whose sum is the amount exactly: what rounding leaves goes to the largest remainders, on a tie
 * to the first key. Without any weight all get the same. `amount` is whole; weights are not negative.
 */
export function allot(amount: number, weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const exact = [...weights].map(([key, weight]) => ({
    key,
    part: (amount * (total === 0 ? 1 : weight)) / (total === 0 ? weights.size : total),
  }));
  const parts = new Map(exact.map(({ key, part }) => [key, Math.floor(part)]));
  let left = amount - [...parts.values()].reduce((sum, part) => sum + part, 0);
  const byRemainder = [...exact].sort((a, b) => remainder(b.part) - remainder(a.part) || (a.key < b.key ? -1 : 1));
  for (const { key } of byRemainder) {
    if (left <= 0) break;
    parts.set(key, (parts.get(key) ?? 0) + 1);
    left -= 1;
  }
  return parts;
}

/** Nine decimals: what only the binary form of a number adds decides nothing. */
const remainder = (part: number): number => Number((part - Math.floor(part)).toFixed(9));
