/** Bodies of requests: names are case-sensitive, enums are numbers, sizes are bytes or a text such as `10 GB`. */
import { badRequest } from './refusal';

export type Body = Readonly<Record<string, unknown>>;

export function textIn(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw badRequest(`The parameter ${name} is missing.`);
  return value;
}

export function numberIn(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw badRequest(`The parameter ${name} must be a number.`);
  return value;
}

/** The vendor’s own client writes `'true'` as a text. */
export const flagIn = (body: Body, name: string): boolean => body[name] === true || body[name] === 'true';

const UNITS: Readonly<Record<string, number>> = { B: 0, KB: 1, MB: 2, GB: 3, TB: 4, PB: 5 };

/** Bytes of a number, or of a text such as `10 GB`. */
export function sizeIn(body: Body, name: string): number {
  const value = body[name];
  const [, amount, unit = 'B'] = typeof value === 'string' ? (/^(\d+(?:\.\d+)?) ?([KMGTP]?B)?$/.exec(value) ?? []) : [];
  const bytes = amount === undefined ? value : Number(amount) * 1024 ** (UNITS[unit] ?? 0);
  if (typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes <= 0) throw badRequest(`The parameter ${name} is no size.`);
  return bytes;
}
