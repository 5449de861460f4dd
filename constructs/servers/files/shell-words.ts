/** Texts as words of a shell: whatever stands in them is taken as it is written. */
export const word = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
export const words = (texts: readonly string[]): string => texts.map(word).join(' ');
