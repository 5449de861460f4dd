/** Changes to an estate as one writes them down: what is named is replaced, a map is gone into, `undefined` takes away. */
export type Overlay<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Overlay<T[K]> | undefined } : T;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const changed = <T>(entity: T, overlay: Overlay<NoInfer<T>>): T => merge(entity, overlay) as T;

function merge(before: unknown, change: unknown): unknown {
  if (!isMap(change)) return change;
  const merged: Record<string, unknown> = isMap(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Reflect.deleteProperty(merged, key);
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}
