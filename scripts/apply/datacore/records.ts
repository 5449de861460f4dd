/** Reading answers of the REST service: what is missing or of another type is named, so that a change of version is understood. */
import { UsageError } from '../../usage-error';

export class Answered {
  constructor(
    private readonly what: string,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {}

  text(name: string): string {
    const value = this.fields[name];
    return typeof value === 'string' ? value : this.lacks(name, 'a text');
  }

  /** What becomes part of a path: an empty one would mean the whole collection. */
  id(name = 'Id'): string {
    const value = this.text(name);
    return value === '' || /^\.+$/.test(value) ? this.lacks(name, 'an id') : value;
  }

  /** Empty where it is null or absent. */
  textOrEmpty(name: string): string {
    const value = this.fields[name];
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number {
    const value = this.fields[name];
    return typeof value === 'number' ? value : this.lacks(name, 'a number');
  }

  flag(name: string): boolean {
    const value = this.fields[name];
    return typeof value === 'boolean' ? value : this.lacks(name, 'true or false');
  }

  texts(name: string): readonly string[] {
    const value = this.fields[name];
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : this.lacks(name, 'a list');
  }

  /** Numbers come wrapped: sizes as `{"Value": N}`, LUNs as `{"Quad": N}`. */
  wrapped(name: string, inner: 'Value' | 'Quad'): number {
    const value = this.fields[name];
    const number = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[inner] : undefined;
    return typeof number === 'number' ? number : this.lacks(name, `{"${inner}": a number}`);
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  /** True also where it is null. */
  names(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  isFlag(name: string): boolean {
    return typeof this.fields[name] === 'boolean';
  }

  isListOrNull(name: string): boolean {
    const value = this.fields[name];
    return value === null || Array.isArray(value);
  }

  isTrue(name: string): boolean {
    return this.fields[name] === true;
  }

  /** True for an empty list, and where there is none. */
  isEmpty(name: string): boolean {
    const value = this.fields[name];
    return !Array.isArray(value) || value.length === 0;
  }

  inner(name: string): Answered {
    const value = this.fields[name];
    return typeof value === 'object' && value !== null ? new Answered(`${this.what}.${name}`, { ...value }) : this.lacks(name, 'an object');
  }

  private lacks(name: string, wanted: string): never {
    throw new UsageError(
      `the REST service answers a ${this.what} whose \`${name}\` is not ${wanted}`,
      'another version of SANsymphony than this client knows; report it with the version',
    );
  }
}

/** A collection, or what a write answers: one object, or a list of one. */
export function answered(what: string, value: unknown): readonly Answered[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.map((entry) => new Answered(what, typeof entry === 'object' && entry !== null ? { ...entry } : {}));
}
