/** A map of entities made from their keys. */
export const keyed = <T>(keys: readonly string[], make: (key: string) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(keys.map((key) => [key, make(key)]));
