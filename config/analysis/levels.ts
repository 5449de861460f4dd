/** What a failure does to somebody, the worse later. From `stopped` on an objective is never met. */
export const LEVELS = ['uninterrupted', 'restarted', 'degraded', 'restorable', 'stopped', 'diverged', 'unknown', 'lost'] as const;
export type Outcome = (typeof LEVELS)[number];
/** Position in LEVELS. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const RESTORABLE = 3;
export const STOPPED = 4;
