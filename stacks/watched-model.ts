/** A Model that notes which of its collections are asked for: what a stack never looked at cannot change it. */
import type { Model } from '../config/model/model';

export interface WatchedModel {
  readonly model: Model;
  /** Names of fields of the Model, such as `networks`. Grows while the Model is read. */
  readonly read: ReadonlySet<string>;
}

export function watched(model: Model): WatchedModel {
  const read = new Set<string>();
  const get = (target: Model, key: string | symbol): unknown => {
    read.add(String(key));
    return Reflect.get(target, key);
  };
  return { model: new Proxy(model, { get }), read };
}
