/** The picture’s own words, in French: pictures are reports. Names of things come from the estate, in its own language. */
import type { Access } from '../../config/model/access';
import type { Repository } from '../../config/model/backup';
import type { Link } from '../../config/model/link';

export const MEDIA: Readonly<Record<Link['medium'], string>> = {
  'dark-fibre': 'fibre noire',
  radio: 'faisceau hertzien',
  leased: 'liaison louée',
};

export const TECHNOLOGIES: Readonly<Record<Access['technology'], string>> = {
  fibre: 'fibre',
  mobile: 'mobile',
  radio: 'radio',
  copper: 'cuivre',
};

export const REPOSITORY_MEDIA: Readonly<Record<Repository['medium'], string>> = { disk: 'disque', tape: 'bandes' };

export const TIERS = { ssd: 'SSD', capacity: 'capacité' } as const;

export const plural = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count < 2 ? one : many}`;

/** 1er, 2e, 3e: the place of an access in the order of a use. */
export const rank = (place: number): string => (place === 1 ? '1er' : `${String(place)}e`);

const SIZES = [
  ['Tio', 1024 ** 2],
  ['Gio', 1024],
  ['Mio', 1],
] as const;
const RATES = [
  ['Gbit/s', 1000],
  ['Mbit/s', 1],
] as const;
const DURATIONS = [
  ['j', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 0.001],
] as const;

/** In the largest unit that leaves one or more, with two decimals at most and a comma. */
function amount(value: number, units: readonly (readonly [string, number])[]): string {
  const [unit, factor] = units.find(([, size]) => value >= size) ?? units[units.length - 1] ?? ['', 1];
  return `${String(Number((value / factor).toFixed(2))).replace('.', ',')}\u00a0${unit}`;
}

export const size = (mebibytes: number): string => amount(mebibytes, SIZES);
export const rate = (megabits: number): string => amount(megabits, RATES);
export const duration = (seconds: number): string => amount(seconds, DURATIONS);
