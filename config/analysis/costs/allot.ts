/** A whole amount given out by weights, down to the last unit. */

/**
 * Whole parts in proportion to the weights, whose sum is the amount exactly: what rounding leaves goes to the largest remainders, on a tie
 * to the first key. Without any weight all get the same. `amount` is whole; weights are not negative.
 */
export function allot(amount: number, weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const exact = [...weights].map(([key, weight]) => {
    const part = total === 0 ? amount / weights.size : (amount * weight) / total;
    // Nine decimals: what only the binary form of a number adds decides nothing.
    return { key, whole: Math.floor(part), remainder: Math.round((part - Math.floor(part)) * 1e9) };
  });
  const parts = new Map(exact.map(({ key, whole }) => [key, whole]));
  let left = amount - exact.reduce((sum, { whole }) => sum + whole, 0);
  for (const { key, whole } of exact.sort((a, b) => b.remainder - a.remainder || (a.key < b.key ? -1 : 1))) {
    if (left <= 0) break;
    parts.set(key, whole + 1);
    left -= 1;
  }
  return parts;
}
