/** Small pieces of the messages. */
import { DIMENSIONS, format } from '../../model/quantities';

/** `a`, `b`, `c`: values as messages show them. */
export const quoted = (values: Iterable<string>): string => [...values].map((value) => `\`${value}\``).join(', ');

/** A size rounded to a tenth of the unit that suits it: exact sizes are in the files, sums are only compared. */
export function size(mib: number): string {
  if (mib < 1024) return format('size', Math.round(mib));
  const [value, unit] = mib < 1024 ** 2 ? [mib / 1024, 'GiB'] : [mib / 1024 ** 2, 'TiB'];
  return `${String(Math.round(value * 10) / 10)} ${unit}`;
}

/** Two sizes that differ, in figures that differ. */
export const sizes = (a: number, b: number): readonly [string, string] =>
  size(a) === size(b) ? [`${String(Math.round(a))} MiB`, `${String(Math.round(b))} MiB`] : [size(a), size(b)];

/** Two frequencies that differ, in figures that differ: tenths of a GHz, or MHz. */
export function frequencies(a: number, b: number): readonly [string, string] {
  const ghz = (mhz: number): string => `${String(Math.round(mhz / 100) / 10)} GHz`;
  return ghz(a) === ghz(b) ? [`${String(Math.round(a))} MHz`, `${String(Math.round(b))} MHz`] : [ghz(a), ghz(b)];
}

/** As people write it: `24 h` rather than `1 d`, `5.1 ms` rather than `0.0051 s`. */
export function duration(seconds: number): string {
  const { units } = DIMENSIONS.duration;
  if (seconds < 1) return `${String(Number((seconds * 1000).toFixed(3)))} ms`;
  const unit = (['years', 'months', 'd', 'h', 'min'] as const).find(
    (name) => seconds % units[name] === 0 && (name !== 'd' || seconds > units.d),
  );
  return unit === undefined ? `${String(seconds)} s` : `${String(seconds / units[unit])} ${unit}`;
}
