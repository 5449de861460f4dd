/** What becomes of each machine and each volume when a site is lost, in words that two models can be compared by. */

export interface Fates {
  /** Name of the machine → its fate. */
  readonly machines: ReadonlyMap<string, string>;
  /** Name of the volume in DataCore → its fate. */
  readonly volumes: ReadonlyMap<string, string>;
}

export const STAYS_OFF = 'stays off';
export const goesOn = (site: string): string => `goes on at ${site}`;
export const restarts = (site: string): string => `restarts at ${site}`;

export const OUT_OF_REACH = 'is out of reach';
export const ONE_COPY = 'goes on with one copy';
export const WHOLE = 'is not concerned';
