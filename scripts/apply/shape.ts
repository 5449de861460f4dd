/** What is read from outside (an order, a file, the answer of a tool) must have a shape; what has not is said with its place and what is allowed. */

export interface Fault {
  /** Where: `pools.0.server`; empty for the whole. */
  readonly at: string;
  /** The value as a person may see it. */
  readonly shown: string;
  readonly allowed: string;
}

export interface Shape<T> {
  /** Undefined where the value fits. */
  readonly faultIn: (value: unknown, at: string) => Fault | undefined;
  /** Never there: it carries the type. */
  readonly type?: T;
}

export type Shaped<S> = S extends Shape<infer T> ? T : never;

/** The value as what its shape says; `refuse` makes the error of the first place that does not fit. */
export function fitting<T>(shape: Shape<T>, value: unknown, refuse: (fault: Fault) => Error): T {
  const fault = shape.faultIn(value, '');
  if (fault !== undefined) throw refuse(fault);
  return value as T;
}

/** Characters of a value that are shown. */
const SHOWN = 80;

export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}\``;
}

/** A shape from a question that is answered by yes or no. */
const when = <T>(allowed: string, fits: (value: unknown) => boolean): Shape<T> => ({
  faultIn: (value, at) => (fits(value) ? undefined : { at, shown: shown(value), allowed }),
});

export const text = (allowed = 'a text', pattern = /./su): Shape<string> =>
  when(allowed, (value) => typeof value === 'string' && pattern.test(value));

export const whole = (least: number, most: number, unit = ''): Shape<number> =>
  when(
    `a whole number from ${String(least)} to ${String(most)}${unit}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  );

export const flag: Shape<boolean> = when('true or false', (value) => typeof value === 'boolean');

export const choice = <T extends string>(words: readonly T[]): Shape<T> =>
  when(words.join(', '), (value) => words.some((word) => word === value));

export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({
  faultIn: (value, at) => (value === null ? undefined : shape.faultIn(value, at)),
});

export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  faultIn: (value, at) => (value === undefined ? undefined : shape.faultIn(value, at)),
});

export const list = <T>(shape: Shape<T>, least = 0): Shape<readonly T[]> => ({
  faultIn: (value, at) =>
    Array.isArray(value) && value.length >= least
      ? first(value.map((entry: unknown, index) => () => shape.faultIn(entry, below(at, String(index)))))
      : { at, shown: shown(value), allowed: least === 0 ? 'a list' : `a list with at least ${String(least)} entry` },
});

type Shapes = Readonly<Record<string, Shape<unknown>>>;
/** What may be undefined may also be absent. */
type Fields<F extends Shapes> = {
  readonly [Name in keyof F as undefined extends Shaped<F[Name]> ? never : Name]: Shaped<F[Name]>;
} & {
  readonly [Name in keyof F as undefined extends Shaped<F[Name]> ? Name : never]?: Exclude<Shaped<F[Name]>, undefined>;
};

/** An object with these fields; others are left alone. */
export const record = <F extends Shapes>(fields: F): Shape<Fields<F>> => ({
  faultIn: (value, at) =>
    isObject(value)
      ? first(
          Object.entries(fields).map(
            ([name, shape]) =>
              () =>
                shape.faultIn(value[name], below(at, name)),
          ),
        )
      : { at, shown: shown(value), allowed: 'an object' },
});

/** An object of whatever names. */
export const map = <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  faultIn: (value, at) =>
    isObject(value)
      ? first(
          Object.entries(value).map(
            ([name, entry]) =>
              () =>
                shape.faultIn(entry, below(at, name)),
          ),
        )
      : { at, shown: shown(value), allowed: 'an object' },
});

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

function first(faults: readonly (() => Fault | undefined)[]): Fault | undefined {
  for (const fault of faults) {
    const found = fault();
    if (found !== undefined) return found;
  }
  return undefined;
}
