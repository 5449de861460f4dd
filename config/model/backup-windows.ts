/** What the window of a backup class makes of its copies: how often they are made, and how old the newest can be. */
import type { BackupClass } from './backup';

const DAY = 86_400;

/**
 * Seconds: how young the newest copy can be kept at the worst moment. A window that closes is used once for each workload, and nobody knows
 * when in it: early in one and late in the next is a day and the window. One that never closes leaves it to the `rpo`.
 */
export const youngest = ({ duration }: BackupClass['window']): number => (duration < DAY ? DAY + duration : 0);

/** Seconds: age of the newest copy at the worst moment. */
export const ageOf = ({ rpo, window }: Pick<BackupClass, 'rpo' | 'window'>): number => Math.max(rpo, youngest(window));

/** Days from one window that is used to the next: as many as the `rpo` allows, at least one. */
export const daysBetween = ({ rpo, window }: Pick<BackupClass, 'rpo' | 'window'>): number =>
  Math.max(1, Math.floor((rpo - window.duration) / DAY));
