/** Words that many entities need and the proof does not read, and where things stand. */
export const GIB = 1024;
export const DAY = 86_400;
export const END = '2030-12-31';
export const ADDRESS = '10.0.0.1';
export const title = 'Test';
export const tail = { pops: [], ducts: [] };

/** Room and feeds of what stands at a site: by default its room and both its feeds. */
export const standing = (site: string, feeds: readonly string[] = ['f1', 'f2']) => ({ site, room: 'room', feeds });

/** An entity of which some fields have to be said. */
export type Of<T, Needed extends keyof T> = Partial<T> & Pick<T, Needed>;
