/** A function of keys that works each answer out once. */
export function remembering<K extends readonly string[], T>(make: (...keys: K) => T): (...keys: K) => T {
  const known = new Map<string, T>();
  return (...keys) => {
    const key = keys.join('\n');
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(...keys);
    known.set(key, made);
    return made;
  };
}

/** The same for a function of an object, told from others by which it is and not by what it holds. */
export function rememberingOne<K extends object, T>(make: (object: K) => T): (object: K) => T {
  const known = new WeakMap<K, T>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const made = make(object);
    known.set(object, made);
    return made;
  };
}

/** The same for two objects. */
export function rememberingBoth<K extends object, L extends object, T>(make: (one: K, other: L) => T): (one: K, other: L) => T {
  const of = rememberingOne((one: K) => rememberingOne((other: L) => make(one, other)));
  return (one, other) => of(one)(other);
}
