/** What is wrong with a quantity as it is written, as words that follow it, and how it would be right. */
import { type Dimension, exampleOf, format, parse, stepWords, unitsOf } from './model/quantities';
import { nearest } from './nearest';
import type { Described } from './walk';

interface Unfit {
  readonly message: string;
  readonly allowed: string;
  readonly fix: string;
}

/** What a quantity must be beside its form. */
export const limitWords = ({ quantity, step, least }: Described): readonly string[] =>
  quantity === undefined
    ? []
    : [...(step === undefined ? [] : [stepWords(quantity, step)]), ...(least === undefined ? [] : [`at least ${format(quantity, least)}`])];

/** It has the form of one, and is smaller or finer than what takes it. Rounded up: what it stands for can seldom be made smaller. */
export function unfit(schema: Described, dimension: Dimension, written: string): Unfit | undefined {
  const { step, least } = schema;
  if (step === undefined && least === undefined) return undefined;
  const value = parse(dimension, written) ?? 0;
  const fitting = Math.max(least ?? 0, step === undefined ? value : Math.ceil(value / step) * step);
  if (fitting === value) return undefined;
  return {
    message: step === undefined || value % step === 0 ? 'is too little' : `is not in ${stepWords(dimension, step)}`,
    allowed: limitWords(schema).join(', '),
    fix: `write ${format(dimension, fitting)}`,
  };
}

/** The number that was written, with the unit that was meant; an example where none is near. */
export function noQuantity(dimension: Dimension, written: string): Unfit {
  const [, number, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)\s*(\S+)$/.exec(written) ?? [];
  const units = unitsOf(dimension);
  const near = nearest(
    unit.toLowerCase(),
    units.map((known) => known.toLowerCase()),
  );
  const meant = units.find((known) => known.toLowerCase() === near);
  return {
    message: `is no ${dimension}`,
    allowed: `a number and a unit: ${units.join(', ')}`,
    fix: number === undefined || meant === undefined ? `write it like \`${exampleOf(dimension)}\`` : `did you mean \`${number} ${meant}\`?`,
  };
}
