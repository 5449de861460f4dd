/** Small pieces of the messages. */
import { format } from '../../model/quantities';

/** `a`, `b`, `c`: values as messages show them. */
export const quoted = (values: Iterable<string>): string => [...values].map((value) => `\`${value}\``).join(', ');

/** A size rounded to a tenth of the unit that suits it: exact sizes are in the files, sums are only compared. */
export function size(mib: number): string {
  if (mib < 1024) return format('size', Math.round(mib));
  const [value, unit] = mib < 1024 ** 2 ? [mib / 1024, 'GiB'] : [mib / 1024 ** 2, 'TiB'];
  return `${String(Math.round(value * 10) / 10)} ${unit}`;
}

export const duration = (seconds: number): string => format('duration', seconds);
