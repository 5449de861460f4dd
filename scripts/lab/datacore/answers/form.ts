/** Forms of the service’s own: sizes, dates, names. */
export type Answer = Readonly<Record<string, unknown>>;

export const size = (bytes: number): Answer => ({ Value: bytes });
export const date = (milliseconds: number): string => `/Date(${String(milliseconds)}+0000)/`;
export const captions = (name: string): Answer => ({ Caption: name, ExtendedCaption: name, Internal: false });
