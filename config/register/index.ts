/**
 * The register of what holds data (`stateful.lock`). Terraform forgets its safeguards together with the lines that are deleted, so the
 * register remembers: what vanished, shrank, moved or became another object is refused unless an approval names it. Written by synth,
 * committed.
 */
export { compareRegister } from './compare';
export { statefulEntries } from './entries';
export type { Compared, CompareOptions, OtherRegister } from './sources';
export type { Pending } from './pending';
export type { Held } from './states';
export { isWhole, parseRegister, renderRegister } from './text';
export * from './types';
