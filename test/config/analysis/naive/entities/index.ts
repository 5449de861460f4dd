/** Entities of small estates: all that the kinds ask for, with what matters to the proof as arguments and the rest plain. */
export { standing } from './common';
export * from './compute';
export * from './empty';
export * from './network';
export * from './people';
export * from './places';
export * from './storage';
export * from './workloads';
