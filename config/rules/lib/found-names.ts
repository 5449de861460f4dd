/** Names by which objects are found in vCenter: the provider reads them as patterns and paths. */

/** Not kept as they are (`/`, `\\`, `%`), read as a pattern (`*`, `?`, `[`, `]`), or not seen (blanks around, control characters). */
const UNFIT = /[/\\%*?[\]\p{Cc}]|^\s|\s$|^$/u;

export const isFound = (name: string): boolean => !UNFIT.test(name);
export const FOUND_WORDS = 'no /, \\, %, *, ?, [, ], and no blanks around';
