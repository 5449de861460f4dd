/** How the proof says a time to people, in its texts and on its pages. */

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** `4 h 10 min`, `12 d 3 h`, `40 s`: two units at most, rounded up, for a promise is not kept by rounding. `never` where it is not finite. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  const whole = Math.ceil(seconds);
  const first = UNITS.findIndex(([, size]) => whole >= size);
  const [large, small] = [UNITS[first], UNITS[first + 1]];
  if (large === undefined || small === undefined) return `${String(whole)} s`;
  const rounded = Math.ceil(seconds / small[1]) * small[1];
  // Rounding up may reach the next unit: 59 min 40 s are an hour.
  if (rounded > whole && UNITS.findIndex(([, size]) => rounded >= size) < first) return duration(rounded);
  const rest = (rounded % large[1]) / small[1];
  const many = `${String(Math.floor(rounded / large[1]))} ${large[0]}`;
  return rest === 0 ? many : `${many} ${String(rest)} ${small[0]}`;
}
