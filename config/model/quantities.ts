/**
 * Units: how sizes, rates, durations and the like are written in YAML, and the one unit each has in the Model.
 */

interface Scale {
  /** Unit of the number in the Model. */
  readonly unit: string;
  /** Written unit → how many Model units it is. */
  readonly units: Readonly<Record<string, number>>;
  readonly example: string;
}

export const DIMENSIONS = {
  size: { unit: 'MiB', units: { MiB: 1, GiB: 1024, TiB: 1024 ** 2 }, example: '64 GiB' },
  rate: { unit: 'Mbit/s', units: { 'Mbit/s': 1, 'Gbit/s': 1000 }, example: '10 Gbit/s' },
  throughput: { unit: 'MiB/s', units: { 'MiB/s': 1, 'GiB/s': 1024 }, example: '400 MiB/s' },
  duration: {
    unit: 's',
    units: { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400, weeks: 604_800, months: 2_629_800, years: 31_557_600 },
    example: '4 h',
  },
  frequency: { unit: 'MHz', units: { MHz: 1, GHz: 1000 }, example: '2.6 GHz' },
  power: { unit: 'W', units: { W: 1, kW: 1000 }, example: '450 W' },
  energy: { unit: 'kWh', units: { kWh: 1, MWh: 1000 }, example: '120 MWh' },
  carbon: { unit: 'g/kWh', units: { 'g/kWh': 1 }, example: '52 g/kWh' },
  money: { unit: 'EUR', units: { EUR: 1, kEUR: 1000 }, example: '1200 EUR' },
  tariff: { unit: 'EUR/kWh', units: { 'EUR/kWh': 1 }, example: '0.19 EUR/kWh' },
  share: { unit: '1', units: { '%': 0.01 }, example: '40 %' },
} as const satisfies Record<string, Scale>;

export type Dimension = keyof typeof DIMENSIONS;

const scaleOf = (dimension: Dimension): Scale => DIMENSIONS[dimension];

export const exampleOf = (dimension: Dimension): string => scaleOf(dimension).example;
export const unitsOf = (dimension: Dimension): readonly string[] => Object.keys(scaleOf(dimension).units);
export const modelUnitOf = (dimension: Dimension): string => scaleOf(dimension).unit;

export const patternOf = (dimension: Dimension): string => `^[0-9]+(\\.[0-9]+)? ?(${unitsOf(dimension).join('|')})$`;

/** The Model's number for a written quantity, or undefined when it is not one. `parse('size', '1.5 GiB')` is 1536. */
export function parse(dimension: Dimension, written: string): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?) ?(.+)$/.exec(written);
  const factor = scaleOf(dimension).units[match?.[2] ?? ''];
  if (match === null || factor === undefined) return undefined;
  // Nine decimals keep 0.4 ms exact enough and hide binary noise such as 0.30000000000000004.
  return Number((Number(match[1]) * factor).toFixed(9));
}

/** The shortest exact way to write a Model number: `format('size', 65536)` is `64 GiB`. */
export function format(dimension: Dimension, value: number): string {
  const scale = scaleOf(dimension);
  const best = Object.entries(scale.units)
    .filter(([, factor]) => Number.isInteger(value / factor) && value !== 0)
    .sort(([, a], [, b]) => b - a)[0];
  return best === undefined ? `${String(value)} ${scale.unit}` : `${String(value / best[1])} ${best[0]}`;
}

/** `whole GiB` for a step of 1024 MiB, `multiples of 4 MiB` for one of 4. */
export function stepWords(dimension: Dimension, step: number): string {
  const written = format(dimension, step);
  return written.startsWith('1 ') ? `whole ${written.slice(2)}` : `multiples of ${written}`;
}
