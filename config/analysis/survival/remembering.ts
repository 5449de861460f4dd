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
