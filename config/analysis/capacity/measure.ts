/** One comparison of the capacity proof: what is needed, and what there is. */
import { type Basis, type Figure, figure, type Shortfall } from '../claim';
import { duration } from '../duration';

export const RESOURCES = ['memory', 'cpu', 'admission', 'iops', 'throughput', 'recovery', 'link', 'seats', 'shutdown'] as const;
export type Resource = (typeof RESOURCES)[number];

export interface Measure {
  /** `capacity/memory/production/site:mairie`: resource, what has it, scenario. */
  readonly id: string;
  readonly resource: Resource;
  /** Model path of what has the resource. */
  readonly subject: string;
  /** Id of the scenario, of two joined by `+`; `all`: nothing has failed. */
  readonly scenario: string;
  /** For people: what is compared, a phrase without its figures. */
  readonly what: string;
  readonly needed: Figure;
  /** What there is; the measure holds while `needed` is at most that. Absent: a figure without limit. */
  readonly limit?: Figure;
  /** `needed` in percent of `limit`; absent without one, and where there is nothing. */
  readonly share?: Figure;
  /** The weaker of the two. */
  readonly basis: Basis;
}

interface Described extends Pick<Measure, 'resource' | 'subject' | 'scenario' | 'what' | 'needed'> {
  /** What has the resource, as the id says it: `production`, `dcs-mairie-1/ssd`. */
  readonly of: string;
  readonly limit?: Figure;
}

const BASES: readonly Basis[] = ['declared', 'computed', 'estimated'];

export function measure({ of, limit, ...described }: Described): Measure {
  const { resource, scenario, needed } = described;
  const basis = BASES[Math.max(BASES.indexOf(needed.basis), limit === undefined ? 0 : BASES.indexOf(limit.basis))] ?? 'estimated';
  const share = limit === undefined || limit.value === 0 ? {} : { share: figure((100 * needed.value) / limit.value, '%', basis, 1) };
  return { id: `capacity/${resource}/${of}/${scenario}`, ...described, ...(limit === undefined ? {} : { limit }), ...share, basis };
}

export const fits = ({ needed, limit }: Measure): boolean => limit === undefined || needed.value <= limit.value;

/** A measure that does not hold, said in one sentence. */
export function shortfallOf({ id, subject, what, needed, limit = needed, basis }: Measure): Shortfall {
  const [most, there] = apart(needed, limit);
  return { id, subject, what: `${what}: ${most} needed, ${there} there`, places: [subject], basis };
}

/** Units in which people speak of large figures. */
const LARGE: Readonly<Record<string, readonly [number, string]>> = {
  MiB: [1024, 'GiB'],
  MHz: [1000, 'GHz'],
  'Mbit/s': [1000, 'Gbit/s'],
};

/** Two figures with as many decimals as it takes to tell them apart; times as people say them. */
function apart(one: Figure, other: Figure): readonly [string, string] {
  if (one.unit === 's' && duration(one.value) !== duration(other.value)) return [duration(one.value), duration(other.value)];
  for (const scale of [10, 100]) {
    const shown = [said(one, scale), said(other, scale)] as const;
    if (shown[0] !== shown[1]) return shown;
  }
  return [`${String(one.value)} ${one.unit}`, `${String(other.value)} ${other.unit}`];
}

function said({ value, unit }: Figure, scale: number): string {
  const [factor, larger] = LARGE[unit] ?? [1, unit];
  return value < factor ? `${String(value)} ${unit}` : `${String(Math.round((scale * value) / factor) / scale)} ${larger}`;
}
