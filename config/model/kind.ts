/** A kind of entity: its name, where its files live, and its fields. One file per kind in this folder. */
import type { TObject, TProperties } from '@sinclair/typebox';
import { group, type Resolved } from './fields';

export interface Kind<P extends TProperties = TProperties> {
  /** Singular, in kebab-case: the name of its JSON Schema and the word used in messages. */
  readonly name: string;
  /** The collection's key in the Model, and the file `<collection>.yaml` or folder `<collection>/` it is read from. */
  readonly collection: string;
  /** True when the environment has exactly one, in `<collection>.yaml`, without keys. */
  readonly single: boolean;
  readonly schema: TObject<P>;
}

export function kind<P extends TProperties>(name: string, collection: string, description: string, fields: P): Kind<P> {
  return { name, collection, single: false, schema: group(fields, description) };
}

export function singleKind<P extends TProperties>(name: string, description: string, fields: P): Kind<P> {
  return { name, collection: name, single: true, schema: group(fields, description) };
}

export type Entity<K extends Kind> = K extends Kind<infer P> ? Resolved<TObject<P>> : never;
